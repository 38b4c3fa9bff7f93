"""Recommendations of monitoring rounds: an open list with states, and what a report tells of it."""
