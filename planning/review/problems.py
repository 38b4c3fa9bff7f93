"""What stands in the way of signing a plan, and the registry of the rules that find it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planning.plans.plans import Plan
from planning.plans.reading import Reading


@dataclass(frozen=True)
class Problem:
    """One contradiction or gap: `place` says where, `message` what, both in the officer's words.

    A note is worth a look and stands in nobody's way; anything else must be mended before the plan is signed.
    Where it is mended: on the screen `tab` names, or in the section of the text at that position.
    """

    rule: str
    place: str
    message: str
    is_note: bool = False
    tab: str = ""
    section: int = 0


Rule = Callable[[Reading], Iterable[Problem]]
_rules: list[Rule] = []


def rule(check: Rule) -> Rule:
    """Register a function that yields the problems of one clause."""
    _rules.append(check)
    return check


def problems_of(reading: Reading) -> list[Problem]:
    """All problems of a plan, in the order in which the rules were brought."""
    return [problem for check in _rules for problem in check(reading)]


def obstacles(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stand in the way of signing."""
    return [problem for problem in problems if not problem.is_note]


def notes_among(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are worth a look and stand in nobody's way."""
    return [problem for problem in problems if problem.is_note]


def problems_of_plan(plan: Plan) -> list[Problem]:
    """All problems of a plan as it stands now."""
    return problems_of(Reading(plan))
