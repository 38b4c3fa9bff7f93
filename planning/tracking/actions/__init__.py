"""Writes on reporting periods and on the way of a unit's report: each is atomic and kept in the rows' history."""

from planning.tracking.actions.periods import (
    Deadlines,
    delete_period,
    lock_period,
    open_period,
    set_deadlines,
    unlock_period,
)
from planning.tracking.actions.reports import accept_report, extend, return_report, send_report

__all__ = [
    "Deadlines",
    "accept_report",
    "delete_period",
    "extend",
    "lock_period",
    "open_period",
    "return_report",
    "send_report",
    "set_deadlines",
    "unlock_period",
]
