"""Targets from above: what a unit is assigned, and what its plan makes of that."""
