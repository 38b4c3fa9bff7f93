"""Tables of money that people fill in: what is shared out to whom."""
