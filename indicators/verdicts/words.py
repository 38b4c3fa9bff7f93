"""The words of a verdict: chosen by comparator and figures, never typed. Numbers stand in them as quotes or texts."""

from decimal import Decimal

from indicators.judging import is_loose, is_reduction, wants_more
from indicators.models import Basis, Comparator, Indicator, OverTime, Target
from indicators.verdicts.verdict import Verdict
from indicators.words import quantity_words, unit_words
from planning.formats import number, rounded

REACHES, REMAINS, STRIVES = "đạt", "còn", "phấn đấu"
# The verb a sentence has before a target's value, and the limit it sets.
WORDS = {
    Comparator.REDUCE_BY: ("giảm", ""),
    Comparator.REDUCE_BY_OVER: ("giảm", "trên"),
    Comparator.DOWN_TO: ("xuống còn", ""),
    Comparator.BELOW: ("xuống dưới", ""),
    Comparator.REACH: (REACHES, ""),
    Comparator.OVER: (REACHES, "trên"),
    Comparator.AT_LEAST: (REACHES, "tối thiểu"),
    Comparator.ABOUT: (REACHES, "khoảng"),
    Comparator.STRIVE: (REACHES, ""),
}
ALREADY = "đã "
SPANS = {Basis.YEAR: "trong năm", Basis.AVERAGE: "mỗi năm"}


def verb_of(target: Target) -> str:
    """`đạt`, `xuống còn`; where the number is only aimed at, the good way decides: `còn`, `phấn đấu đạt`."""
    if not is_loose(target):
        return WORDS[Comparator(target.comparator)][0]
    verb = REACHES if wants_more(target) else REMAINS
    return f"{STRIVES} {verb}" if target.comparator == Comparator.STRIVE else verb


def value_words(target: Target, value: str, value_to: str = "") -> str:
    """`bình quân trên 1,00 đến 1,50 điểm % mỗi năm`: a target's limit and span around its numbers as given."""
    limit = WORDS[Comparator(target.comparator)][1]
    average = "bình quân" if target.basis == Basis.AVERAGE else ""
    numbers = f"{value} đến {value_to}" if value_to else value
    return " ".join(filter(None, (average, limit, numbers, SPANS.get(Basis(target.basis), ""))))


def asked_words(target: Target, value: str, value_to: str = "") -> str:
    """`giảm bình quân 1,00 đến 1,50 điểm % mỗi năm`: what a target asks, its numbers as given."""
    return f"{verb_of(target)} {value_words(target, value, value_to)}"


def asked_text(target: Target) -> str:
    """The same with the numbers as they print; a wish without a number says so."""
    if target.value is None:
        return STRIVES if target.comparator == Comparator.STRIVE else "chưa có giá trị"
    if target.value_to is None:
        return asked_words(target, _with_unit(target.value, target))
    return asked_words(target, number(target.value, target.decimals), _with_unit(target.value_to, target))


def _with_unit(value: Decimal, target: Target) -> str:
    """A target's value with as many decimals as its plan prints."""
    shown, unit = number(value, target.decimals), unit_words(target)
    return f"{shown}%" if unit == "%" else f"{shown} {unit}"


def change_words(change: Decimal | None, written: str) -> str:
    """`giảm 2,35 điểm %`, `tăng …`, `không thay đổi`: which way a figure went; empty where that is unknown."""
    if change is None:
        return ""
    if change == 0:
        return "không thay đổi"
    return f"{'tăng' if change > 0 else 'giảm'} {written}"


def change_unit(indicator: Indicator) -> str:
    """The unit in which two figures of an indicator differ: rates by percentage points."""
    return "điểm %" if indicator.unit_of_measure == "%" else indicator.unit_of_measure


def reached_words(target: Target, reached: Decimal | None, written: str) -> str:
    """`đã giảm 2,35 điểm %`, `cộng dồn đạt 174 mô hình`: what was reached of a target, its number as given."""
    if reached is None:
        return ""
    printed = rounded(reached, target.indicator.decimals)
    average = "bình quân mỗi năm " if target.basis == Basis.AVERAGE else ""
    if is_reduction(target):
        words = change_words(-printed, written)
        return f"{average}{'đã ' if printed else ''}{words}"
    adds_up = target.indicator.over_time == OverTime.CUMULATIVE and not average
    return f"{'cộng dồn ' if adds_up else average}{REACHES} {written}"


def reached_text(target: Target, reached: Decimal | None) -> str:
    """The same with the number as it prints."""
    if reached is None:
        return ""
    printed = rounded(reached, target.indicator.decimals)
    return reached_words(target, reached, quantity_words(abs(printed) if is_reduction(target) else printed, target))


def verdict_words(verdict: Verdict | None, plan: str, asked: str, *, is_due: bool = True) -> str:
    """`vượt kế hoạch năm 2025 (giảm 2,21 điểm %)`; what is unknown, or only strives, is said to be so.

    Of what is under way `under_way.way_words` speaks.
    """
    if verdict is None:
        return ""
    if verdict is Verdict.UNKNOWN:
        return f"chưa đủ số liệu để so với {plan} ({asked})"
    return f"{'' if is_due else ALREADY}{verdict.label} {plan} ({asked})"


def verdict_label(verdict: Verdict | None, *, is_due: bool = True) -> str:
    """`vượt`, `đã vượt` before the target is due; nothing where it asks no number."""
    if verdict is None:
        return ""
    is_reached = verdict in (Verdict.MET, Verdict.EXCEEDED)
    return f"{'' if is_due or not is_reached else ALREADY}{verdict.label}"
