"""What indicators bring to tracking: how far results are told of, and targets that will be missed at this pace."""

from indicators.reporting.evidence import RESULT_FILES
from indicators.reporting.filling import RESULTS_PART
from indicators.reporting.pacing import targets_of_the_period, targets_of_the_year

__all__ = ["RESULTS_PART", "RESULT_FILES", "targets_of_the_period", "targets_of_the_year"]
