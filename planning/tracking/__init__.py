"""What became of plans: who reports for a period, how far tasks are, what a monitoring round has asked for."""

from planning.tracking import recommendations, tasks, watching

__all__ = ["recommendations", "tasks", "watching"]
