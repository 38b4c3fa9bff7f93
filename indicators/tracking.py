"""What indicators bring to tracking: how far results are told of, targets missed at this pace, reports outdated."""

from indicators.reporting.evidence import RESULT_FILES
from indicators.reporting.filling import RESULTS_PART
from indicators.reporting.looking import doubtful_results
from indicators.reporting.moving import written_since
from indicators.reporting.pacing import targets_of_the_period, targets_of_the_year

__all__ = [
    "RESULTS_PART",
    "RESULT_FILES",
    "doubtful_results",
    "targets_of_the_period",
    "targets_of_the_year",
    "written_since",
]
