"""How far a target has come before the day it is for: what share of it is reached, or how much is left."""

from decimal import Decimal

from indicators.judging import STRICT, is_reduction, wants_more
from indicators.models import AddsUp, OverTime, Target
from indicators.verdicts.verdict import asked_span
from planning.formats import rounded

SHARE_DECIMALS = 1
# What is not reached yet never prints as the whole.
NEARLY_ALL = Decimal("99.9")
HUNDRED = 100


def gap_of(target: Target, reached: Decimal | None) -> Decimal | None:
    """By how much a figure misses its target, on figures as they print; zero where it must be passed and is not.

    None where it is enough as it stands, as a sum that is to stay low may be before its end.
    """
    asked = asked_span(target)
    if asked is None or reached is None:
        return None
    more = wants_more(target)
    above = rounded(reached, target.indicator.decimals) - asked.weakest(more)
    missing = -above if more else above
    return missing if missing > 0 or (missing == 0 and target.comparator in STRICT) else None


def share_of(target: Target, reached: Decimal | None) -> Decimal | None:
    """Which percentage of its target something that accumulates has come to; None of levels, rates and reductions."""
    asked = asked_span(target)
    if asked is None or reached is None or not _accumulates(target):
        return None
    more = wants_more(target)
    whole, printed = asked.weakest(more), rounded(reached, target.indicator.decimals)
    if whole <= 0 or printed < 0:
        return None
    share = rounded(HUNDRED * printed / whole, SHARE_DECIMALS)
    return min(share, NEARLY_ALL) if more and printed <= whole else share


def way_words(target: Target, plan: str, asked: str, share: str, gap: str) -> str:
    """`đạt 46,2% kế hoạch năm 2025 (…)`, `còn cách kế hoạch năm 2025 (…) 1,25 điểm %`; numbers as given, or empty."""
    more = wants_more(target)
    if share:
        whole = f"mức thấp nhất của {plan}" if target.value_to is not None and more else plan
        return f"{'đạt' if more else 'bằng'} {share} {whole} ({asked})"
    if gap:
        return f"còn cách {plan} ({asked}) {gap}"
    if target.comparator not in STRICT:
        return f"đang trong mức {plan} ({asked})"
    return f"bằng mức {plan}, chưa {passed_words(target)} ({asked})"


def way_label(target: Target, share: str, gap: str) -> str:
    """`46,2% kế hoạch`, `còn 1,25 điểm %`: the same in a cell or beside a bar."""
    if share:
        return f"{share} kế hoạch"
    if gap:
        return f"còn {gap}"
    return f"chưa {passed_words(target)} mức kế hoạch" if target.comparator in STRICT else "trong mức kế hoạch"


def passed_words(target: Target) -> str:
    """What a limit that must be passed asks for."""
    return "vượt trên" if wants_more(target) else "xuống dưới"


def _accumulates(target: Target) -> bool:
    indicator = target.indicator
    is_sum = indicator.over_time == OverTime.CUMULATIVE and indicator.adds_up != AddsUp.RATIO
    return is_sum and not is_reduction(target)
