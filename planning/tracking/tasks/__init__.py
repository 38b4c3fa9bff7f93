"""What became of the tasks of plans: how each stands, what is overdue and with whom, what a report tells of it."""

from planning.tracking.tasks import evidence, figures, filling, tables, warnings

__all__ = ["evidence", "figures", "filling", "tables", "warnings"]
