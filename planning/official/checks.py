"""What must hold between the cells of a form, and where it does not: a part above its whole, sums that differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planning.formats import number, rounded
from planning.official.definition import ONLY_ROW, DefinedRow, Definition, Key, written_out
from planning.official.formulas import BadFormula, Formula, parse
from planning.official.models import MOST_DECIMALS, CellKind, FormCheck, LineKind, OfficialForm, RowsMode, Sign
from planning.official.numbering import Reader
from planning.official.working import Worked, needs, place_of


@dataclass(frozen=True)
class Check:
    """Two sides, as written, and how they are to stand to each other; see FormCheck."""

    key: str
    left: str
    right: str
    sign: str = Sign.AT_MOST
    row_key: str = ""
    column_key: str = ""
    refuses: bool = False
    words: str = ""

    @property
    def name(self) -> str:
        """The check as problems name it."""
        return f"điều kiện {self.key}"

    def sides(self, row: DefinedRow) -> tuple[Formula, Formula]:
        """Both sides as formulas, read for a row; raises BadFormula."""
        left, right = (parse(written_out(CellKind.FORMULA, text, row)) for text in (self.left, self.right))
        return left, right

    def holds(self, left: Decimal, right: Decimal) -> bool:
        """Whether two figures stand to each other as they are to."""
        if self.sign == Sign.EQUAL:
            return left == right
        return left <= right if self.sign == Sign.AT_MOST else left >= right


@dataclass(frozen=True)
class Finding:
    """A check that does not hold: the cells to look at, the entered ones behind both sides, and what is wrong."""

    cells: tuple[Key, ...]
    entered: frozenset[Key]
    words: str
    refuses: bool


def checks_of(forms: Iterable[OfficialForm]) -> dict[int, list[Check]]:
    """The checks of forms by their ids, in one query; forms without any are left out."""
    found: dict[int, list[Check]] = {}
    for row in FormCheck.objects.filter(form__in=[form.pk for form in forms]):
        found.setdefault(row.form_id, []).append(check_from(row))
    return found


def check_from(row: FormCheck) -> Check:
    """A check, be it stored or about to be."""
    return Check(row.key, row.left, row.right, row.sign, row.row_key, row.column_key, row.refuses, row.words)


def asked_by(definition: Definition, checks: Iterable[Check]) -> set[str]:
    """The figures elsewhere that checks speak of."""
    found: set[str] = set()
    for check in checks:
        for _, left, right in _places(definition, check):
            found.update(left.references, right.references)
    return found


def formulas_of(definition: Definition, checks: Iterable[Check]) -> tuple[Formula, ...]:
    """All sides of checks, for a reader that is to know their references."""
    return tuple(side for check in checks for _, *sides in _places(definition, check) for side in sides)


def findings_of(checks: Iterable[Check], worked: Worked, reader: Reader) -> list[Finding]:
    """Where checks do not hold; a side that is blank is held against nothing."""
    return [finding for check in checks for finding in _of_check(check, worked, reader)]


def _of_check(check: Check, worked: Worked, reader: Reader) -> Iterator[Finding]:
    skips = worked.definition.sum_skips_blanks
    for key, left, right in _places(worked.definition, check):
        # What is there of a sum is too much already where it is above what all of it may be.
        first = worked.of(left, key, skips_blanks=skips or (check.sign == Sign.AT_MOST and left.only_adds))
        second = worked.of(right, key, skips_blanks=skips or (check.sign == Sign.AT_LEAST and right.only_adds))
        if first is None or second is None:
            continue
        first, second = rounded(first, MOST_DECIMALS), rounded(second, MOST_DECIMALS)
        if check.holds(first, second):
            continue
        words = check.words or _words(check, reader, (left, first), (right, second))
        yield Finding(
            _cells(worked.definition, key, left) or _cells(worked.definition, key, right),
            frozenset(_entered(worked.definition, key, (left, right))),
            f"{_where(worked.definition, key[0])}{words}",
            check.refuses,
        )


def _places(definition: Definition, check: Check) -> Iterator[tuple[Key, Formula, Formula]]:
    """The cells a check is held in, with its sides: of columns in every row, of rows in every column of numbers."""
    for row in definition.lines:
        try:
            left, right = check.sides(row)
        except BadFormula:
            return
        names = (*left.names, *right.names)
        of_columns = [name for name in names if name in definition.column_at]
        if of_columns:
            if _is_held_in(definition, check, row):
                yield (row.key, of_columns[0]), left, right
        elif row.key in names[:1]:
            for column in definition.columns:
                if column.kind != CellKind.WORDS and check.column_key in ("", column.key):
                    yield (row.key, column.key), left, right


def _is_held_in(definition: Definition, check: Check, row: DefinedRow) -> bool:
    if check.row_key:
        return check.row_key == row.key
    return definition.rows_mode == RowsMode.UNITS or row.kind != LineKind.GROUP


def _cells(definition: Definition, key: Key, side: Formula) -> tuple[Key, ...]:
    """The cells a side names."""
    found = (place_of(definition, key, name) for name in side.names)
    return tuple(place for place in found if place)


def _entered(definition: Definition, key: Key, sides: Iterable[Formula]) -> Iterator[Key]:
    """The entered cells behind sides, down to the last."""
    waiting, seen = [place for side in sides for place in _cells(definition, key, side)], set()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        if definition.contents[place].is_entered:
            yield place
        waiting.extend(needs(definition, place))


def _where(definition: Definition, row: str) -> str:
    """`Dòng “Nhân khẩu”: `, where there is more than one."""
    if len(definition.lines) < 2:
        return ""
    return f"Dòng “{definition.row_at.get(row, ONLY_ROW).label}”: "


def _words(check: Check, reader: Reader, *sides: tuple[Formula, Decimal]) -> str:
    (left, first), (right, second) = ((reader.side(formula), number(value)) for formula, value in sides)
    return f"{left} là {first}, phải {Sign(check.sign).label.partition(' (')[0]} {right} là {second}."


def by_cell(findings: Iterable[Finding]) -> Mapping[Key, str]:
    """What is to be looked at in each cell."""
    found: dict[Key, list[str]] = {}
    for finding in findings:
        for key in finding.cells:
            found.setdefault(key, []).append(finding.words)
    return {key: " ".join(dict.fromkeys(words)) for key, words in found.items()}
