"""Whether a figure can be right: what is out of proportion is not refused, but somebody should look again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import AddsUp, Indicator
from indicators.models.results import rate_of
from indicators.results.actions import BLANK, Figures
from planning.formats import number, rounded

TIMES = 10
# A few more or less of what is rare is nothing to ask about.
MANY = 20
HUNDRED = 100
COUNTED = re.compile(r"(?:tổng )?số (\w+)")
HOUSEHOLDS, PERSONS = "hộ", "nhân khẩu"
NOUNS = {
    "hộ": HOUSEHOLDS,
    **dict.fromkeys(("người", "trẻ", "lao", "nhân", "khẩu", "cán", "học"), PERSONS),
}
PARTS = {"value": "Giá trị", "numerator": "Tử số", "denominator": "Mẫu số"}


@dataclass(frozen=True)
class Known:
    """What a figure is held against: last year's figures, and the counts of the unit's latest household review.

    Of `is_part_of_year` less than last year is expected; `year` is that of last year's figures.
    """

    year: int
    before: Figures = BLANK
    households: int | None = None
    persons: int | None = None
    is_part_of_year: bool = False


@dataclass(frozen=True)
class Doubt:
    """What is doubtful about which part of a figure, in a sentence; some of it cannot be."""

    part: str
    words: str
    is_impossible: bool = False


def doubts_about(indicator: Indicator, figures: Figures, known: Known) -> list[Doubt]:
    """All that is out of proportion in a figure with its counts; a blank is never doubted."""
    found = [
        *_impossible(indicator, figures),
        *_too_many(indicator, figures, known),
        *_jumps(indicator, figures, known),
    ]
    return list(dict.fromkeys(found))


def _impossible(indicator: Indicator, figures: Figures) -> Iterator[Doubt]:
    """Below zero, more than its whole, a share above all."""
    for part in PARTS:
        value = getattr(figures, part)
        if value is not None and value < 0:
            yield Doubt(part, f"{PARTS[part]} {number(value)} nhỏ hơn 0.", is_impossible=True)
    numerator, denominator = figures.numerator, figures.denominator
    if numerator is not None and denominator is not None and numerator > denominator:
        yield Doubt(
            "numerator", f"Tử số {number(numerator)} lớn hơn mẫu số {number(denominator)}.", is_impossible=True
        )
        return
    rate = figure_of(figures)
    if indicator.unit_of_measure == "%" and rate is not None and rate > HUNDRED:
        yield Doubt("value", f"Tỷ lệ {number(rate, indicator.decimals)}% lớn hơn 100%.", is_impossible=True)


def _too_many(indicator: Indicator, figures: Figures, known: Known) -> Iterator[Doubt]:
    """More households or persons than the unit has."""
    totals = {HOUSEHOLDS: known.households, PERSONS: known.persons}
    for part, words in _nouns(indicator):
        value, total = getattr(figures, part), totals.get(words)
        if value is not None and total is not None and value > total:
            yield Doubt(part, f"{PARTS[part]} {number(value)} lớn hơn tổng số {words} đã rà soát ({number(total)}).")


def _nouns(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """What each part counts, where that is households or persons."""
    if indicator.adds_up == AddsUp.RATIO:
        told = {"numerator": indicator.numerator, "denominator": indicator.denominator}
        nouns = {part: match[1] for part, words in told.items() if (match := COUNTED.match(words.casefold()))}
    else:
        nouns = {"value": indicator.unit_of_measure.casefold().partition(" ")[0]}
    yield from ((part, NOUNS[noun]) for part, noun in nouns.items() if noun in NOUNS)


def _jumps(indicator: Indicator, figures: Figures, known: Known) -> Iterator[Doubt]:
    """Ten times as much as last year, or a tenth of it."""
    pairs = {"value": (figure_of(figures), figure_of(known.before))}
    if indicator.adds_up == AddsUp.RATIO:
        pairs["denominator"] = figures.denominator, known.before.denominator
    for part, (now, before) in pairs.items():
        if not now or not before or not _is_much(indicator, part, now, before):
            continue
        decimals = indicator.decimals if part == "value" else 0
        told = f"{PARTS[part]} {number(rounded(now, decimals), decimals)}"
        of_before = f"năm {known.year} ({number(rounded(before, decimals), decimals)})"
        if now >= TIMES * before:
            yield Doubt(part, f"{told} gấp {TIMES} lần trở lên so với {of_before}.")
        elif TIMES * now <= before and not known.is_part_of_year:
            yield Doubt(part, f"{told} chỉ bằng một phần mười trở xuống so với {of_before}.")


def _is_much(indicator: Indicator, part: str, now: Decimal, before: Decimal) -> bool:
    is_rate = part == "value" and indicator.unit_of_measure == "%"
    return is_rate or max(now, before) >= MANY


def figure_of(figures: Figures) -> Decimal | None:
    """The rate of the counts where there are both, else the value."""
    if figures.numerator is not None and figures.denominator is not None:
        return rate_of(figures.numerator, figures.denominator)
    return figures.value
