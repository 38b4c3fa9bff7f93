"""Which days can be meant at all: a slip of the finger in a year is told and not kept."""

from datetime import date

from django.db.models import Q

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
OUT_OF_TIME = f"phải trong khoảng từ {EARLIEST:%d/%m/%Y} đến {LATEST:%d/%m/%Y}."


def can_be_meant(day: date | None) -> bool:
    """Whether a day lies in the years plans and reports are of; no day at all is none that is wrong."""
    return day is None or EARLIEST <= day <= LATEST


def out_of_time(day: date) -> str:
    """What is told of a day that cannot be meant: written out, for years of fewer digits too."""
    return f"Ngày {day.day:02}/{day.month:02}/{day.year:04} {OUT_OF_TIME}"


def lies_within(*names: str) -> Q:
    """The condition of a table that its days can be meant; a blank one is not asked."""
    bounds = {f"{name}__{side}": day for name in names for side, day in (("gte", EARLIEST), ("lte", LATEST))}
    return Q(**bounds)
