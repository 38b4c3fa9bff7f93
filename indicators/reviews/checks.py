"""The rules a commune's review must keep, each one function: what the forms say to one another and to last year."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from indicators.models import PARTS, Area, Measure, PovertyClass, ReviewCount
from indicators.reviews.books import COUNT_OF, CommuneYear, whole_sum
from indicators.reviews.findings import Finding, Form, Place, check, count_row, movement_row
from indicators.reviews.headings import ENTERED, column_words
from planning.formats import number

FORM_OF = {PovertyClass.POOR: Form.POOR, PovertyClass.NEAR_POOR: Form.NEAR_POOR}
OTHER = {PovertyClass.POOR: PovertyClass.NEAR_POOR, PovertyClass.NEAR_POOR: PovertyClass.POOR}
# Which counts of households are peopled by which counts of persons.
PEOPLED = tuple(
    (name, name.replace("households", "persons")) for name in ReviewCount.values if name.endswith("households")
)
CLASSES = ("poor", "near_poor", "average")
FORM_1 = ReviewCount.values[:8]
MINORITIES = ReviewCount.values[8:]
Line = tuple[Area, PovertyClass, Measure]


def _are_counted(review: CommuneYear) -> bool:
    """Whether form 1 has every count that the checks compare."""
    return None not in [review.count(area, name) for area in review.areas for name in FORM_1]


def _have_moved(review: CommuneYear) -> bool:
    """Whether forms 2 and 3 are entered."""
    moves = [review.movement(*line) for line in _lines(review)]
    return all(move is not None and move.closing is not None for move in moves)


def _are_told(review: CommuneYear) -> bool:
    """Whether all three forms are entered."""
    return _are_counted(review) and _have_moved(review)


def _have_openings(review: CommuneYear) -> bool:
    """Whether every opening is entered, and what each is held against is known."""
    openings = [_value(review, line, "opening") for line in _lines(review)]
    return None not in openings and all(name in review.last.totals for name in COUNT_OF.values())


@check("Biểu 1 đã nhập đủ")
def counts_are_complete(review: CommuneYear) -> Iterator[Finding]:
    """Every count of form 1 is given in every area, a zero where there is none; of the minorities all or nothing."""
    counts_minorities = any(review.count(area, name) is not None for area in review.areas for name in MINORITIES)
    names = (*FORM_1, *(MINORITIES if counts_minorities else ()))
    for area in review.areas:
        missing = [ReviewCount(name).label.lower() for name in names if review.count(area, name) is None]
        if missing:
            yield Finding(f"{_of_area(review, area)}Còn trống: {_listed(missing)}.", Form.COUNTS)


@check("Biểu 2 và biểu 3 đã nhập đủ")
def movements_are_complete(review: CommuneYear) -> Iterator[Finding]:
    """The opening and every movement are given, for households and for persons, a zero where there is none."""
    for area, of, measure in _lines(review):
        move = review.movement(area, of, measure)
        missing = [column_words(of, name) for name in ENTERED if move is None or getattr(move, name) is None]
        if missing:
            words = f"{_of_area(review, area)}{measure.label}: còn trống: {_listed(missing)}."
            yield Finding(words, FORM_OF[of])


@check("Mỗi số thành phần nằm trong tổng của nó", _are_counted)
def parts_are_within_wholes(review: CommuneYear) -> Iterator[Finding]:
    """No part is larger than its whole. The database refuses it too; here it is said in words."""
    for area in review.areas:
        faults = parts_above_wholes(partial(review.count, area))
        for (part, _whole), words in faults.items():
            yield _of_counts(review, area, words, part)


@check("Hộ nghèo, cận nghèo và mức sống trung bình cộng lại không quá tổng số", _are_counted)
def classes_exclude_each_other(review: CommuneYear) -> Iterator[Finding]:
    """A household is of one class only, so the classes together are no more than all households; so are persons."""
    for area in review.areas:
        for measure in Measure:
            names = [f"{of}_{measure}" for of in CLASSES]
            total, whole = whole_sum(review.count(area, name) for name in names), review.count(area, measure)
            if total is not None and whole is not None and total > whole:
                words = f"Tổng các nhóm hộ là {number(total)}, nhiều hơn {number(whole)}"
                yield _of_counts(review, area, f"{words} ({measure.label.lower()}).", measure)


@check("Số khẩu phù hợp với số hộ", _are_counted)
def persons_live_in_households(review: CommuneYear) -> Iterator[Finding]:
    """A household has at least one person, and there are no persons without a household."""
    for area in review.areas:
        for households, persons in PEOPLED:
            some, people = review.count(area, households), review.count(area, persons)
            if some is None or people is None:
                continue
            if people < some or (people and not some):
                label = ReviewCount(persons).label
                words = f"{label} ({number(people)}) không phù hợp với {number(some)} hộ."
                yield _of_counts(review, area, words, persons)


@check("Số giảm trong kỳ không quá số đầu kỳ và số tăng", _have_moved)
def nobody_leaves_who_was_not_there(review: CommuneYear) -> Iterator[Finding]:
    """Those who leave a class in the year were in it at the start, or came in during the year."""
    for area, of, measure in _lines(review):
        move = review.movement(area, of, measure)
        if move and move.closing is not None and move.closing < 0:
            words = f"{measure.label}: số giảm lớn hơn số đầu kỳ cộng số tăng; số cuối kỳ là {number(move.closing)}."
            yield _of_movement(review, (area, of, measure), words, "closing")


@check("Số cuối kỳ của biểu 2, biểu 3 bằng số đếm ở biểu 1", _are_told)
def closing_is_the_count(review: CommuneYear) -> Iterator[Finding]:
    """Opening less exits plus entries is what form 1 counted, for households and for persons."""
    for area, of, measure in _lines(review):
        move, name = review.movement(area, of, measure), COUNT_OF[of, measure]
        counted = review.count(area, name)
        if move is None or move.closing is None or counted is None or move.closing == counted:
            continue
        form = Form.COUNTS.label.lower()
        words = f"Cuối kỳ theo diễn biến là {number(move.closing)}, theo {form} là {number(counted)}"
        places = (
            Place(FORM_OF[of], movement_row(review.unit, area, measure), "closing"),
            Place(Form.COUNTS, count_row(review.unit, area), name),
        )
        words = f"{_of_area(review, area)}{measure.label}: {words[:1].lower()}{words[1:]}."
        yield Finding(words, FORM_OF[of], places)


@check("Số đầu kỳ bằng số cuối kỳ năm trước", _have_openings)
def opening_is_last_closing(review: CommuneYear) -> Iterator[Finding]:
    """What a year opens with is what the last one closed with, over the communes it was made from.

    Where the last year is recognised, its figures stand and the opening must be theirs; before, it is a note.
    """
    for (of, measure), name in COUNT_OF.items():
        before = review.last.totals.get(name)
        opening = whole_sum(_value(review, (area, of, measure), "opening") for area in review.areas)
        if before is None or opening is None or before == opening:
            continue
        where = f"cộng của {review.last.from_units} đơn vị trước sắp xếp" if review.last.is_restated else "năm trước"
        words = f"{measure.label}: đầu kỳ là {number(opening)}, cuối kỳ {where} là {number(before)}."
        rows = [movement_row(review.unit, area, measure) for area in review.areas]
        places = tuple(Place(FORM_OF[of], row, "opening") for row in rows)
        yield Finding(words, FORM_OF[of], places, is_note=not review.last.is_recognised)


@check("Hộ chuyển giữa nghèo và cận nghèo khớp ở biểu 2 và biểu 3", _have_moved)
def one_class_takes_what_the_other_gives(review: CommuneYear) -> Iterator[Finding]:
    """Who leaves the poor for the near-poor in form 2 is who came from the poor in form 3; and the reverse."""
    for area, of, measure in _lines(review):
        line, other = (area, of, measure), (area, OTHER[of], measure)
        gone, come = _value(review, line, "to_other_class"), _value(review, other, "from_other_class")
        if gone is None or come is None or gone == come:
            continue
        row = movement_row(review.unit, area, measure)
        words = (
            f"{_of_area(review, area)}{measure.label}: {FORM_OF[of].label.lower()} có {number(gone)} chuyển sang "
            f"{OTHER[of].label.lower()}, {FORM_OF[OTHER[of]].label.lower()} ghi nhận {number(come)}."
        )
        places = (Place(FORM_OF[of], row, "to_other_class"), Place(FORM_OF[OTHER[of]], row, "from_other_class"))
        yield Finding(words, FORM_OF[of], places)


def parts_above_wholes(count: Callable[[str], int | None]) -> Mapping[tuple[str, str], str]:
    """In words, each part of form 1 that is larger than its whole; `count` gives a count by its name."""
    faults = {}
    for part, whole in PARTS:
        less, more = count(part), count(whole)
        if less is not None and more is not None and less > more:
            of = f"{ReviewCount(whole).label.lower()} ({number(more)})"
            faults[part, whole] = f"{ReviewCount(part).label} ({number(less)}) không được nhiều hơn {of}."
    return faults


def _lines(review: CommuneYear) -> Iterable[Line]:
    return ((area, of, measure) for of, measure in COUNT_OF for area in review.areas)


def _value(review: CommuneYear, line: Line, name: str) -> int | None:
    move = review.movement(*line)
    return getattr(move, name) if move else None


def _of_area(review: CommuneYear, area: Area) -> str:
    """The area, where the commune has both."""
    return f"Khu vực {area.label.lower()}. " if len(review.areas) > 1 else ""


def _of_counts(review: CommuneYear, area: Area, words: str, column: str) -> Finding:
    place = Place(Form.COUNTS, count_row(review.unit, area), column)
    return Finding(f"{_of_area(review, area)}{words}", Form.COUNTS, (place,))


def _of_movement(review: CommuneYear, line: Line, words: str, column: str) -> Finding:
    area, of, measure = line
    place = Place(FORM_OF[of], movement_row(review.unit, area, measure), column)
    return Finding(f"{_of_area(review, area)}{words}", FORM_OF[of], (place,))


def _listed(words: list[str], most: int = 4) -> str:
    """The words in a row; a long list is cut and counted."""
    return ", ".join(words) if len(words) <= most else f"{', '.join(words[:most])} và {len(words) - most} ô khác"
