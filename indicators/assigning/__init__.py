"""Targets on their way down: what a plan assigns to the units below it, and what that comes to."""
