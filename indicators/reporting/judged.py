"""What is said of a target beside its figure: the verdict where it is due, before that how far it has come."""

from decimal import Decimal

from indicators.reporting.account import Judged
from indicators.verdicts.under_way import SHARE_DECIMALS, gap_of, share_of, way_label, way_words
from indicators.verdicts.verdict import Verdict
from indicators.verdicts.words import verdict_label, verdict_words
from indicators.words import difference_words
from planning.formats import number


def judged_label(judged: Judged) -> str:
    """`đạt`, `đã vượt`, `46,2% kế hoạch`, `còn 1,25 điểm %`: in a cell or beside a bar."""
    if judged.verdict is Verdict.UNDER_WAY:
        return way_label(judged.target, share_text(judged), gap_text(judged))
    return verdict_label(judged.verdict, is_due=judged.is_due)


def judged_words(judged: Judged, plan: str, asked: str, share: str, gap: str) -> str:
    """`vượt kế hoạch năm 2025 (…)`, `đạt 46,2% kế hoạch năm 2025 (…)`: in a sentence, its numbers as given."""
    if judged.verdict is Verdict.UNDER_WAY:
        return way_words(judged.target, plan, asked, share, gap)
    return verdict_words(judged.verdict, plan, asked, is_due=judged.is_due)


def share(judged: Judged) -> Decimal | None:
    """How much of the target is reached while it is under way, in percent."""
    return share_of(judged.target, judged.reached) if judged.verdict is Verdict.UNDER_WAY else None


def gap(judged: Judged) -> Decimal | None:
    """How much is left, or was missed; None where the target is reached, or what is there is enough so far."""
    is_open = judged.verdict in (Verdict.MISSED, Verdict.UNDER_WAY)
    return gap_of(judged.target, judged.reached) if is_open else None


def share_text(judged: Judged) -> str:
    """The share as it prints; empty where there is none."""
    found = share(judged)
    return "" if found is None else f"{number(found, SHARE_DECIMALS)}%"


def gap_text(judged: Judged) -> str:
    """What is left as it prints; empty where there is none, or nothing but to pass the limit."""
    found = gap(judged)
    return difference_words(found, judged.target) if found else ""
