"""What became of the tasks of plans: how each stands, what is overdue and with whom, what a report tells of it."""

from planning.tracking.tasks import figures, filling, tables, warnings

__all__ = ["figures", "filling", "tables", "warnings"]
