"""Which printed amounts are a unit away from their own nearest value, said under the table that prints them."""

from collections.abc import Iterator
from decimal import Decimal

from budgets.cells import line_words
from budgets.columns import plan_lines
from budgets.cube import cube_of, forced_lines
from budgets.holders import holders_of
from budgets.paying.reporting import paid_of, shown_of
from budgets.rounding import forced, step_of
from budgets.sharing import forced_shares, shares_of, sharing_of
from planning.formats import MoneyUnit, amount
from planning.plans.reading import Reading

# A note names so many, and counts the rest.
SHOWN = 5
MEASURED = {
    "given": "được giao",
    "carried_in": "năm trước chuyển sang",
    "paid": "giải ngân",
    "settled": "quyết toán",
    "carried_out": "chuyển nguồn",
}


def rounded_lines(reading: Reading) -> tuple[str, ...]:
    """The note under the table of money; nothing where every amount prints as its own nearest value."""
    return tuple(_note(reading, forced_line_words(reading)))


def forced_line_words(reading: Reading) -> list[str]:
    """Every line that prints a unit away from its own nearest value, with both amounts."""
    forced = set(forced_lines(reading))
    if not forced:
        return []
    printed, unit = cube_of(reading).lines, reading.plan.unit_of_money
    return [
        _cell_words(line.words, printed[line.line], line.amount, unit)
        for line in plan_lines(reading)
        if line.line in forced
    ]


def rounded_shares(reading: Reading) -> tuple[str, ...]:
    """The note under the table of shares."""
    return tuple(_note(reading, forced_share_words(reading)))


def forced_share_words(reading: Reading) -> list[str]:
    """Every share that prints a unit away from its own nearest value, with both amounts."""
    forced = forced_shares(reading)
    if not forced:
        return []
    printed, exact, unit = sharing_of(reading), reading.once(shares_of), reading.plan.unit_of_money
    lines = {line.line: line.words for line in plan_lines(reading)}
    names = {holder.key: holder.name for holder in reading.once(holders_of)}
    return [
        _cell_words(f"{names[share[1]]}, {lines[share[0]]}", printed.share(*share) or Decimal(0), exact[share], unit)
        for share in forced
        if share[0] in lines
    ]


def beyond_the_note(cells: list[str]) -> list[str]:
    """All of the cells where the note under the table names only some of them; none where it names them all."""
    return cells if len(cells) > SHOWN else []


def rounded_payments(reading: Reading) -> tuple[str, ...]:
    """The note under the table of payments, cell by cell and measure by measure."""
    paid, shown, step = paid_of(reading), shown_of(reading), step_of(reading.plan)
    if paid is None or shown is None or step is None:
        return ()
    unit, cells = reading.plan.unit_of_money, []
    names = line_words(paid.cube.root, paid.tops, paid.cube.lines)
    for measure, words in MEASURED.items():
        exact, printed = paid.cube.faces[measure].lines, shown.faces[measure].lines
        cells += [
            _cell_words(f"{names[line]}, {words}", printed[line], exact[line], unit)
            for line in forced(exact, printed, step)
            if line in names
        ]
    return tuple(_note(reading, cells))


def _cell_words(words: str, printed: Decimal, exact: Decimal, unit: MoneyUnit) -> str:
    return f"{words} in {amount(printed, unit)} (chính xác là {amount(exact, unit)})"


def _note(reading: Reading, cells: list[str]) -> Iterator[str]:
    step = step_of(reading.plan)
    if cells and step:
        unit = reading.plan.unit_of_money
        more = f"; và {len(cells) - SHOWN} ô khác" if len(cells) > SHOWN else ""
        to = f"Số liệu làm tròn đến {amount(step, unit)} {unit.label}"
        yield f"{to}; để các số cộng khớp tổng số, {len(cells)} ô được điều chỉnh: {'; '.join(cells[:SHOWN])}{more}."
