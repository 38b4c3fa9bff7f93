"""Indicators: the catalogue, the targets of plans, the household review, and results with their totals."""

from indicators.models.catalogue import AddsUp, Better, Dimension, Indicator
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
from indicators.models.targets import REDUCTIONS, AssignedTarget, Basis, Comparator, Explanation, Target

__all__ = [
    "ENTRIES",
    "EXITS",
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
    "PovertyClass",
    "PovertyMovement",
    "Recognition",
    "Result",
    "ResultTotal",
    "ReviewCount",
    "Target",
]
