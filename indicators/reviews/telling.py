"""What a report says of the household review of its year: how many are poor and near-poor, who left, who came."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from indicators.models import HouseholdReview, Measure, PovertyClass
from indicators.models.reviews import ENTRIES, EXITS
from indicators.reviews.books import COUNT_OF, CommuneYear, read_year, whole_sum
from indicators.reviews.scopes import review_name, reviewing_units
from indicators.verdicts.words import change_words
from planning.plans.periods import PeriodKind
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, last_change
from planning.text.figures import Figure, Passage, Quantity

# The review is made when the year ends: what ends before has none.
BEFORE_THE_REVIEW = frozenset({PeriodKind.HALF, PeriodKind.NINE, PeriodKind.ADHOC})
UNITS = {Measure.HOUSEHOLDS: "hộ", Measure.PERSONS: "khẩu"}
COUNTED = {Measure.HOUSEHOLDS: "số hộ", Measure.PERSONS: "số khẩu"}
PARTS = {
    "closing": "cuối năm",
    "opening": "đầu năm",
    "exits": "ra khỏi danh sách trong năm",
    "entries": "vào danh sách trong năm",
    "change": "chênh lệch so với cuối năm trước",
}
RULE = "Cộng kết quả rà soát của các đơn vị đã nhập; cuối kỳ bằng đầu kỳ trừ số ra khỏi, cộng số vào danh sách."


@dataclass(frozen=True)
class Counted:
    """A class of households in one measure, over all that were reviewed; None where one of them does not tell."""

    closing: int | None
    opening: int | None
    exits: int | None
    entries: int | None
    before: int | None

    @property
    def change(self) -> int | None:
        """How it changed since the end of the year before."""
        return None if self.closing is None or self.before is None else self.closing - self.before

    @property
    def moved(self) -> bool:
        """Whether all that happened in the year is known."""
        return None not in (self.opening, self.exits, self.entries)


@dataclass(frozen=True)
class ReviewTold:
    """The review of a year over `of` units: `entered` have counts of both classes, `recognised` a decision too."""

    year: int
    of: int
    entered: int
    recognised: int
    counts: Mapping[tuple[PovertyClass, Measure], Counted]


def review_told(plan: Plan) -> ReviewTold | None:
    """The review of the year on which a report reports; None for a plan, and for a period that ends before it."""
    if plan.period is None or plan.period.kind in BEFORE_THE_REVIEW:
        return None
    reviews = read_year(reviewing_units(plan.unit, plan.period.year), plan.period.year)
    entered = [review for review in reviews if _is_entered(review)]
    recognised = sum(review.recognition is not None for review in entered)
    counts = {key: _counted(entered, *key) for key in COUNT_OF}
    return ReviewTold(plan.period.year, len(reviews), len(entered), recognised, counts)


def _is_entered(review: CommuneYear) -> bool:
    return all(review.total(COUNT_OF[of, Measure.HOUSEHOLDS]) is not None for of in PovertyClass)


def _counted(reviews: Sequence[CommuneYear], of: PovertyClass, measure: Measure) -> Counted:
    name = COUNT_OF[of, measure]
    moves = [review.movement(area, of, measure) for review in reviews for area in review.areas]
    return Counted(
        closing=whole_sum(review.total(name) for review in reviews),
        opening=whole_sum(getattr(move, "opening", None) for move in moves),
        exits=whole_sum(getattr(move, each, None) for move in moves for each in EXITS),
        entries=whole_sum(getattr(move, each, None) for move in moves for each in ENTRIES),
        before=whole_sum(review.last.totals.get(name) for review in reviews),
    )


def figures(reading: Reading) -> Iterator[Figure]:
    """`reviews.<class>.<measure>.<part>`, how many units were reviewed, and `reviews.summary`; none for a plan."""
    period, told = reading.plan.period, reading.once(review_told)
    if period is None:
        return
    if told is not None and told.entered:
        yield _units("of", "Số đơn vị rà soát hộ nghèo", told.of)
        yield _units("entered", "Số đơn vị có kết quả rà soát hộ nghèo", told.entered)
        yield _units("recognised", "Số đơn vị có kết quả rà soát đã được công nhận", told.recognised)
        yield from _quantities(told)
    yield Passage("reviews.summary", "Kết quả rà soát hộ nghèo, hộ cận nghèo", _summary(told, period.year))


def _units(name: str, label: str, count: int) -> Quantity:
    return Quantity(f"reviews.{name}", label, Decimal(count), 0, "đơn vị")


def _quantities(told: ReviewTold) -> Iterator[Quantity]:
    for (of, measure), counted in told.counts.items():
        for part, words in PARTS.items():
            value = getattr(counted, part)
            if value is not None:
                label = f"{of.label}, {COUNTED[measure]} {words}"
                yield Quantity(f"reviews.{of}.{measure}.{part}", label, Decimal(abs(value)), 0, UNITS[measure])


def _summary(told: ReviewTold | None, year: int) -> str:
    """Who was reviewed, and a line for each class; a plain sentence where there is no review yet."""
    if told is None:
        return f"Việc rà soát hộ nghèo, hộ cận nghèo năm {year} được thực hiện vào cuối năm."
    if not told.entered:
        return f"Chưa có kết quả rà soát hộ nghèo, hộ cận nghèo năm {year}."
    poor, near_poor = (_class_words(told, of) for of in (PovertyClass.POOR, PovertyClass.NEAR_POOR))
    return f"{_reviewed_words(told)}:\n- {poor};\n- {near_poor}."


def _reviewed_words(told: ReviewTold) -> str:
    if told.of == 1:
        return f"Kết quả rà soát năm {told.year} {'đã' if told.recognised else 'chưa'} được công nhận"
    return (
        f"Năm {told.year}, {{{{ reviews.entered | số }}}}/{{{{ reviews.of }}}} có kết quả rà soát, "
        f"{_recognised_words(told)}"
    )


def _recognised_words(told: ReviewTold) -> str:
    if not told.recognised:
        return "chưa đơn vị nào được công nhận kết quả"
    if told.recognised == told.entered:
        return "tất cả đã được công nhận" if told.entered > 1 else "kết quả này đã được công nhận"
    return "trong đó {{ reviews.recognised }} đã được công nhận"


def _class_words(told: ReviewTold, of: PovertyClass) -> str:
    """`Hộ nghèo: đầu năm có …, trong năm có … ra khỏi danh sách và … vào danh sách, cuối năm có …, so với …`."""
    parts = []
    if told.counts[of, Measure.HOUSEHOLDS].moved:
        opening, exits, entries = (_pair(told, of, part) for part in ("opening", "exits", "entries"))
        parts.append(f"đầu năm có {opening}")
        parts.append(f"trong năm có {exits} ra khỏi danh sách và {entries} vào danh sách")
    parts.append(f"cuối năm có {_pair(told, of, 'closing')}")
    changes = ", ".join(_changes(told, of))
    if changes:
        parts.append(f"so với cuối năm {told.year - 1} {changes}")
    return f"{of.label}: {', '.join(parts)}"


def _pair(told: ReviewTold, of: PovertyClass, part: str) -> str:
    """`55 hộ (245 khẩu)`, as quotes; the persons where they are known."""
    households, persons = (f"{{{{ reviews.{of}.{measure}.{part} }}}}" for measure in Measure)
    is_known = getattr(told.counts[of, Measure.PERSONS], part) is not None
    return f"{households} ({persons})" if is_known else households


def _changes(told: ReviewTold, of: PovertyClass) -> Iterator[str]:
    for measure in Measure:
        change = told.counts[of, measure].change
        if change is not None:
            quote = f"{{{{ reviews.{of}.{measure}.change }}}}"
            yield f"{COUNTED[measure]} {change_words(Decimal(change), quote)}"


def explain_review(reading: Reading, name: str) -> Explanation | None:
    """A figure of the review: by which rule, and where the counts of each unit stand."""
    told = reading.once(review_told)
    figure = next((each for each in figures(reading) if each.name == name), None)
    if told is None or not isinstance(figure, Quantity):
        return None
    address = reverse("review", args=[review_name(reading.plan.unit, told.year)])
    source = f"Kết quả rà soát hộ nghèo, hộ cận nghèo năm {told.year}"
    units = [unit.pk for unit in reviewing_units(reading.plan.unit, told.year)]
    by, at = last_change(HouseholdReview.objects.of(units, [told.year]))
    return Explanation(figure.label, figure.text(), RULE, source=source, by=by, at=at, address=address)
