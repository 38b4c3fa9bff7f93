"""Indicators: the catalogue, targets of plans, the household review, results, and what is reported of them."""

from indicators.models.catalogue import AddsUp, Better, Dimension, Indicator, OverTime
from indicators.models.periods import PeriodResult, Told
from indicators.models.results import Result, ResultTotal
from indicators.models.reviews import (
    ENTRIES,
    EXITS,
    PARTS,
    Area,
    HouseholdReview,
    Measure,
    PovertyClass,
    PovertyMovement,
    Recognition,
    ReviewCount,
)
from indicators.models.targets import NO_RANGE, REDUCTIONS, AssignedTarget, Basis, Comparator, Explanation, Target

__all__ = [
    "ENTRIES",
    "EXITS",
    "NO_RANGE",
    "PARTS",
    "REDUCTIONS",
    "AddsUp",
    "Area",
    "AssignedTarget",
    "Basis",
    "Better",
    "Comparator",
    "Dimension",
    "Explanation",
    "HouseholdReview",
    "Indicator",
    "Measure",
    "OverTime",
    "PeriodResult",
    "PovertyClass",
    "PovertyMovement",
    "Recognition",
    "Result",
    "ResultTotal",
    "ReviewCount",
    "Target",
    "Told",
]
