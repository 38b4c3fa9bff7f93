"""What must hold before a paper is signed: of a plan's targets and of a report's results."""

from indicators.rules import coherence, results, targets

__all__ = ["coherence", "results", "targets"]
