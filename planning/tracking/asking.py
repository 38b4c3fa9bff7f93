"""What a period asks of the units below, in words: each app says on what its part of the reports rests."""

from collections.abc import Callable

from planning.plans.periods import ReportingPeriod

Says = Callable[[ReportingPeriod], str]
_sayings: list[Says] = []


def says_what_is_asked(says: Says) -> Says:
    """Register a function that tells of a period, stored or about to be opened, what it asks; empty says nothing."""
    _sayings.append(says)
    return says


def asked_words(period: ReportingPeriod) -> list[str]:
    """What the apps say, a sentence each, for the pages of whoever opens and holds a period."""
    return [words for says in _sayings if (words := says(period))]
