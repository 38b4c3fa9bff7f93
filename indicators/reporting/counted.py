"""Which of a row's figures count: the vetted ones, else the reported ones."""

from indicators.models import PeriodResult
from indicators.results.actions import BLANK, Figures

PARTS = ("value", "numerator", "denominator")


def counted_figures(row: PeriodResult | None) -> Figures:
    """The figures that count of a row: the vetted ones, else the reported ones; blank where there are neither."""
    told = row.counted if row else None
    return Figures(*(getattr(row, f"{told}_{part}") for part in PARTS)) if told else BLANK
