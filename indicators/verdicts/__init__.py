"""Whether targets are reached: what is held against what, and the words that follow from it."""
