"""The verdict on a target: decided by its comparator, on figures as they print."""

from decimal import Decimal

from django.db import models

from indicators.judging import STRICT, Span, is_reduction, wants_more
from indicators.models import AddsUp, Comparator, OverTime, Target
from planning.formats import rounded

ZERO = Decimal(0)


class Verdict(models.TextChoices):
    """What a report says of a target."""

    EXCEEDED = "exceeded", "vượt"
    MET = "met", "đạt"
    UNDER_WAY = "under-way", "chưa đến mức"
    MISSED = "missed", "chưa đạt"
    UNKNOWN = "unknown", "chưa đủ số liệu"


def verdict_of(target: Target, reached: Decimal | None, *, is_due: bool = True) -> Verdict | None:
    """Whether `reached` (a level, or what was taken off) does what the target asks; None where it asks no number.

    Both are compared as they print: what is printed as equal is equal. Before the target is due nothing is missed
    yet, and what may only grow and must stay low is not reached yet.
    """
    asked = asked_span(target)
    if asked is None:
        return None
    if reached is None:
        return Verdict.UNKNOWN
    found = _verdict(target, asked, reached)
    return Verdict.UNDER_WAY if not is_due and (found is Verdict.MISSED or _may_yet_be_missed(target)) else found


def _verdict(target: Target, asked: Span, reached: Decimal) -> Verdict:
    printed, more = rounded(reached, target.indicator.decimals), wants_more(target)
    if not _is_enough(asked, printed, more, is_strict=target.comparator in STRICT):
        return Verdict.MISSED
    # Whoever asks for "more than" asks for what lies beyond; it is no excess.
    is_open = target.comparator in STRICT and target.value_to is None
    return Verdict.EXCEEDED if not is_open and _is_beyond(asked, printed, more) else Verdict.MET


def _may_yet_be_missed(target: Target) -> bool:
    """Whether what is enough now need not be at the end: a sum that goes on and is to stay low."""
    indicator = target.indicator
    goes_on = indicator.over_time == OverTime.CUMULATIVE and indicator.adds_up != AddsUp.RATIO
    return goes_on and not is_reduction(target) and not wants_more(target)


def asked_span(target: Target) -> Span | None:
    """The values that meet the target, as printed; `khoảng` has some room on both sides of them."""
    decimals = target.indicator.decimals
    value, value_to = (None if each is None else rounded(each, decimals) for each in (target.value, target.value_to))
    span = Span.of(value, value_to)
    room = target.indicator.about_within if target.comparator == Comparator.ABOUT else None
    return Span(span.low - room, span.high + room) if span and room else span


def _is_enough(asked: Span, reached: Decimal, more: bool, *, is_strict: bool) -> bool:
    gap = reached - asked.weakest(more)
    surplus = gap if more else -gap
    return surplus > ZERO if is_strict else surplus >= ZERO


def _is_beyond(asked: Span, reached: Decimal, more: bool) -> bool:
    gap = reached - asked.strongest(more)
    return gap > ZERO if more else gap < ZERO
