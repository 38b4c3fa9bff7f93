"""Files as the evidence of results, by the indicators' codes."""

from collections.abc import Collection, Mapping

from indicators.models import Indicator
from indicators.reporting.asked_units import asked_of_unit
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.subjects import Subject, provides_subject


def words_of(codes: Collection[str]) -> Mapping[str, str]:
    """The indicators of some codes by their names."""
    named = Indicator.objects.filter(code__in=codes).values_list("code", "name")
    return {code: f"chỉ tiêu “{name}”" for code, name in named}


def is_asked(period: ReportingPeriod, unit: Unit, code: str) -> bool:
    """Whether a period asks a unit for the indicator of a code."""
    return code in {indicator.code for indicator in asked_of_unit(period, unit)}


RESULT_FILES = provides_subject(Subject("result", words_of, is_asked))
