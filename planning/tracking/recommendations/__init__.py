"""Recommendations of monitoring rounds: an open list with states, and what a report tells of it."""

from planning.tracking.recommendations import telling, warnings

__all__ = ["telling", "warnings"]
