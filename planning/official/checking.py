"""What is wrong with the definition of a form: everything at once, in an administrator's words."""

from collections import Counter
from collections.abc import Iterable, Iterator

from planning.official.checks import Check, check_from
from planning.official.definition import (
    ANY,
    DefinedColumn,
    DefinedRow,
    Definition,
    Key,
    definition_from,
    places,
    written_out,
)
from planning.official.formulas import REFERENCE, BadFormula, Formula, is_key, parse
from planning.official.models import (
    CellKind,
    FormCell,
    FormCheck,
    FormColumn,
    FormRow,
    LineKind,
    OfficialForm,
    RowsMode,
)
from planning.official.sources import adding_problem, source_problem
from planning.official.working import needs

WORKED_OUT = (CellKind.SOURCE, CellKind.FORMULA)
# So many formulas may rest on one another.
MOST_STEPS = 40


def problems_of(definition: Definition) -> list[str]:
    """Sentences that say what has to be changed; none for a sound form."""
    found = [
        *_of_keys(definition),
        *_of_columns(definition),
        *_of_levels(definition),
        *_of_rows(definition),
        *_of_own_cells(definition),
        *_of_formulas(definition),
    ]
    return list(dict.fromkeys(found or _of_cycles(definition)))


def problems_of_parts(
    form: OfficialForm,
    columns: Iterable[FormColumn],
    rows: Iterable[FormRow],
    cells: Iterable[FormCell],
    checks: Iterable[FormCheck] = (),
) -> list[str]:
    """The same of parts that are about to be stored, where a cell may also be told twice, and of checks."""
    cells = list(cells)
    times = Counter((cell.row_key, cell.column_key) for cell in cells)
    double = [
        f"Ô riêng ({row}, {column}) khai báo {count} lần." for (row, column), count in times.items() if count > 1
    ]
    definition = definition_from(form, columns, rows, cells)
    of_checks = (problem for check in checks for problem in _of_check(definition, check_from(check)))
    return list(dict.fromkeys([*double, *problems_of(definition), *of_checks]))


def _of_keys(definition: Definition) -> Iterator[str]:
    named: list[DefinedColumn | DefinedRow] = [*definition.columns, *definition.rows]
    for each in named:
        if not is_key(each.key):
            yield f"Ký hiệu “{each.key}” chưa đúng: cần chữ thường không dấu rồi chữ số, ví dụ c1, d2."
    for key, count in Counter(each.key for each in named).items():
        if count > 1:
            yield f"Ký hiệu “{key}” dùng {count} lần; mỗi cột, mỗi dòng cần một ký hiệu riêng."


def _of_columns(definition: Definition) -> Iterator[str]:
    if not definition.columns:
        yield "Biểu chưa có cột nào."
    for column in definition.columns:
        if not all(column.headings):
            yield f"{_start(column)}: có cấp tiêu đề để trống."
        if column.kind in WORKED_OUT and not column.content:
            yield f"{_start(column)}: cần ghi công thức hoặc nguồn số liệu."
        if column.kind == CellKind.ENTERED and column.content:
            yield f"{_start(column)}: cột đơn vị nhập thì không ghi công thức, nguồn số liệu."
    for headings, count in Counter(column.headings for column in definition.columns).items():
        if count > 1:
            yield f"Tiêu đề “{', '.join(headings)}” dùng cho {count} cột; bảng tính sẽ không phân biệt được."


def _of_levels(definition: Definition) -> Iterator[str]:
    """Refuse what would be counted twice: a unit's figures, and those of the units below it."""
    if len(definition.levels) < 2:
        return
    if definition.is_by_unit:
        yield "Biểu có dòng cho từng đơn vị thì chỉ một cấp lập; cấp trên được tổng hợp từ cấp đó."
        return
    if adding := [column.key for column in definition.columns if column.adds and column.kind != CellKind.WORDS]:
        yield (
            f"Biểu có nhiều cấp lập thì không cột nào cộng lên cấp trên, nếu không số liệu bị cộng hai lần: "
            f"{', '.join(adding)}."
        )


def _of_rows(definition: Definition) -> Iterator[str]:
    if definition.rows_mode == RowsMode.UNITS and definition.rows:
        yield "Biểu mỗi đơn vị một dòng thì không khai báo dòng."
    if definition.rows_mode != RowsMode.UNITS and not definition.rows:
        yield "Biểu chưa có dòng nào."
    for row in definition.rows:
        if row.kind == LineKind.TOTAL and not row.formula:
            yield f"{_start(row)}: dòng tổng cần có công thức."


def _of_own_cells(definition: Definition) -> Iterator[str]:
    rows, columns = {row.key for row in definition.rows}, {column.key for column in definition.columns}
    for (row, column), (kind, content) in (definition.cells or {}).items():
        if row not in rows:
            yield f"Ô riêng ({row}, {column}): biểu không có dòng “{row}”."
        if column not in columns:
            yield f"Ô riêng ({row}, {column}): biểu không có cột “{column}”."
        if kind != CellKind.ENTERED and not content:
            yield f"Ô riêng ({row}, {column}): cần ghi công thức, nguồn số liệu hoặc chữ."


def _of_formulas(definition: Definition) -> Iterator[str]:
    told: set[tuple[str, str]] = set()
    for row in definition.lines:
        for column in definition.columns:
            kind, text = definition.stated(row, column)
            if kind not in WORKED_OUT or not text:
                continue
            where = _where(definition, row, column)
            written = written_out(kind, text, row)
            if (where, written) in told:
                continue
            told.add((where, written))
            for problem in _of_formula(definition, row, column, kind, text):
                yield f"{where[:1].upper()}{where[1:]}: {problem}"


def _of_formula(
    definition: Definition, row: DefinedRow, column: DefinedColumn, kind: str | None, text: str
) -> Iterator[str]:
    try:
        formula = parse(written_out(kind, text, row))
    except BadFormula as bad:
        yield str(bad)
        return
    yield from _of_names(definition, formula)
    asked = [text] if kind == CellKind.SOURCE else REFERENCE.findall(text)
    if not row.subject and any(ANY in reference for reference in asked):
        yield f"nguồn số liệu có dấu *, dòng {row.key or 'này'} cần có mã đối tượng."
        return
    for reference in formula.references:
        if problem := source_problem(reference) or (adding_problem(reference) if column.adds else ""):
            yield problem


def _of_names(definition: Definition, formula: Formula) -> Iterator[str]:
    for name in formula.names:
        if name not in definition.row_at and name not in definition.column_at:
            yield f"công thức “{formula.text}” nhắc đến “{name}”, biểu không có cột hay dòng này."
        elif name in definition.column_at and definition.column_at[name].kind == CellKind.WORDS:
            yield f"công thức “{formula.text}” nhắc đến cột chữ “{name}”."


def _of_check(definition: Definition, check: Check) -> Iterator[str]:
    start = f"{check.name[:1].upper()}{check.name[1:]}"
    if check.row_key and check.row_key not in definition.row_at:
        yield f"{start}: biểu không có dòng “{check.row_key}”."
    if check.column_key and check.column_key not in definition.column_at:
        yield f"{start}: biểu không có cột “{check.column_key}”."
    try:
        sides = check.sides(DefinedRow(subject=ANY))
    except BadFormula as bad:
        yield f"{start}: {bad}"
        return
    if not any(side.names for side in sides):
        yield f"{start}: cần nhắc đến ít nhất một cột hoặc một dòng của biểu."
    for side in sides:
        yield from (f"{start}: {problem}" for problem in _of_side(definition, side))


def _of_side(definition: Definition, side: Formula) -> Iterator[str]:
    yield from _of_names(definition, side)
    for reference in side.references:
        if ANY not in reference and (problem := source_problem(reference)):
            yield problem


class _Endless(ValueError):
    """Cells that come back to themselves, or rest on each other too many times over; the message says which."""


def _of_cycles(definition: Definition) -> Iterator[str]:
    """Circles, each told once, and rows of formulas longer than anyone could follow."""
    known: dict[Key, int] = {}
    for row, column, _ in places(definition):
        way: list[Key] = []
        try:
            _steps(definition, (row.key, column.key), way, known)
        except _Endless as endless:
            known |= dict.fromkeys(way, 0)
            yield str(endless)


def _steps(definition: Definition, key: Key, way: list[Key], known: dict[Key, int]) -> int:
    """Over how many cells a cell rests on entered ones; raises _Endless."""
    if key in way:
        names = " → ".join("/".join(filter(None, each)) for each in [*way[way.index(key) :], key])
        raise _Endless(f"Công thức tự gọi lại chính nó: {names}.")
    if key not in known:
        way.append(key)
        steps = 1 + max((_steps(definition, each, way, known) for each in needs(definition, key)), default=0)
        if steps > MOST_STEPS:
            raise _Endless(f"Các công thức nối tiếp nhau quá {MOST_STEPS} lần, đến ô {'/'.join(filter(None, key))}.")
        known[way.pop()] = steps
    return known[key]


def _where(definition: Definition, row: DefinedRow, column: DefinedColumn) -> str:
    """Where a text was written down: in a cell, in a column or in a row."""
    if (row.key, column.key) in (definition.cells or {}):
        return f"ô riêng ({row.key}, {column.key})"
    return (
        column.name if column.kind in WORKED_OUT and definition.stated(row, column)[1] == column.content else row.name
    )


def _start(each: DefinedColumn | DefinedRow) -> str:
    return each.name[:1].upper() + each.name[1:]
