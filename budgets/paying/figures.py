"""What a report says of money paid: amounts, rates, and passages whose words follow them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgets.paying.cube import PaymentCube
from budgets.paying.faces import has_holders
from budgets.paying.paid import Paid
from budgets.paying.parts import OF_ALL, PERCENT, Part, Quote, parts_of, projects_of, quotes_of, sources_of
from budgets.paying.places import PERCENT_DECIMALS
from budgets.paying.reporting import decimals_told, paid_by_year, paid_of, shown_of
from budgets.paying.sums import Sums, over_years
from planning.formats import MoneyUnit, number
from planning.plans.reading import Reading
from planning.text.figures import Amount, Figure, Passage, Quantity

NOTHING = "Chưa có số liệu về kinh phí và giải ngân của kỳ báo cáo."
WHERE = "Chi tiết nêu tại {{ appendix.payments }}"
HOLDERS_WHERE = " và {{ appendix.payments-holders }}"


def figures_of_payments(reading: Reading) -> Iterator[Figure]:
    """`payments.total`, `.given`, `.percent` …, `.<project>`, `.<source>`, `.<year>`, and passages; for reports."""
    shown, paid, unit = shown_of(reading), paid_of(reading), reading.plan.unit_of_money
    if shown is None or paid is None:
        yield from _of_years(reading)
        return
    parts = parts_of(paid)
    decimals = reading.made(decimals_told)
    for part in parts:
        yield from _quoted(part.quotes, part.of(shown), part.of(paid.cube), unit, decimals)
    where = f"{WHERE}{HOLDERS_WHERE if has_holders(paid) else ''} kèm theo."
    summary = f"{_summary(paid.cube.total(), paid.cube.told, ' năm')} {_by_source(paid)} {where}"
    yield from _passages(summary, _by_project(paid))


def _by_project(paid: Paid) -> list[str]:
    """A line for each project, and for what is of none: together they are the total."""
    signs = {1: "-"}
    return [f"{signs.get(part.depth, '+')} {part.heading}: {_told_of(part, paid.cube)}" for part in projects_of(paid)]


def _by_source(paid: Paid) -> str:
    """What was paid of each source; loans and the like are told apart from the total."""
    told: dict[bool, list[str]] = {True: [], False: []}
    for part in sources_of(paid):
        counts = part.sources <= paid.cube.frame.counted
        told[counts].append(f"{part.heading} {_told_of(part, paid.cube)}")
    words = []
    if told[True]:
        words.append(f"Theo nguồn vốn: {'; '.join(told[True])}.")
    if told[False]:
        words.append(f"Ngoài tổng số nêu trên: {'; '.join(told[False])}.")
    return " ".join(words)


def _told_of(part: Part, cube: PaymentCube) -> str:
    return _told(part.name, part.of(cube), " năm")


def _of_years(reading: Reading) -> Iterator[Figure]:
    """The figures of a report on several years: of all together, and of each."""
    by_year, unit, decimals = reading.once(paid_by_year), reading.plan.unit_of_money, reading.made(decimals_told)
    sums = {year: paid.cube.total() for year, paid in by_year.items()}
    whole = over_years(list(sums.values()))
    yield from _quoted(OF_ALL, whole, whole, unit, decimals)
    lines = []
    for year, of in sums.items():
        yield from _quoted(quotes_of(f"payments.{year}", f"Giải ngân năm {year}"), of, of, unit, decimals)
        lines.append(f"- Năm {year}: {_told(f'payments.{year}', of)}")
    told = [paid.cube.told for paid in by_year.values()]
    summary = _summary(whole, (sum(count for count, _ in told), sum(asked for _, asked in told)))
    yield from _passages(f"{summary} {WHERE} kèm theo." if sums else NOTHING, lines)


def _quoted(quotes: Iterable[Quote], shown: Sums, exact: Sums, unit: MoneyUnit, decimals: int) -> Iterator[Figure]:
    """The figures of some money: amounts as they print, a percentage of the exact đồng."""
    for name, label, measure in quotes:
        if measure == PERCENT:
            yield Quantity(name, label, exact.percent, PERCENT_DECIMALS, "%")
        else:
            dong: Decimal | None = getattr(shown, measure)
            yield Amount(name, label, dong, unit, decimals)


def _passages(summary: str, lines: list[str]) -> Iterator[Figure]:
    yield Passage("payments.summary", "Kết quả giải ngân chung", summary)
    yield Passage("payments.list", "Kết quả giải ngân từng dự án", ";\n".join(lines) + "." if lines else "")


def _told(name: str, sums: Sums, of: str = "") -> str:
    """`giải ngân 120 triệu đồng, đạt 40,00% kế hoạch năm`; the words are chosen by the figures."""
    if sums.paid is None:
        return "chưa có số liệu giải ngân"
    if sums.paid == 0:
        return f"chưa giải ngân trên {{{{ {name}.available }}}}" if sums.available else "chưa giải ngân"
    rate = "" if sums.percent is None else f", đạt {{{{ {name}.percent }}}} kế hoạch{of}"
    return f"giải ngân {{{{ {name} }}}}{rate}"


def _summary(sums: Sums, told: tuple[int, int], of: str = "") -> str:
    is_partly = sums.paid is not None and told[0] < told[1]
    parts = [_had(sums), _paid(sums, of)]
    if is_partly:
        parts.append(f"{partly_told(told)}, {{{{ payments.untold }}}} chưa có số liệu")
    if sums.settled is not None:
        parts.append("quyết toán {{ payments.settled }}")
    if sums.carried_out:
        parts.append("chuyển nguồn sang năm sau {{ payments.carried }}")
    if sums.left is not None:
        left = "còn lại {{ payments.left }}" if sums.left else "không còn vốn chưa giải ngân"
        parts.append(f"các khoản đã có số liệu {left}" if is_partly else left)
    return "; ".join(part for part in parts if part) + "."


def partly_told(told: tuple[int, int]) -> str:
    """`mới có 3/5 khoản có số giải ngân`; nothing where all are told, or none."""
    count, asked = told
    return f"mới có {number(count)}/{number(asked)} khoản có số giải ngân" if 0 < count < asked else ""


def _had(sums: Sums) -> str:
    if sums.carried_in and sums.given is not None:
        parts = "được giao {{ payments.given }}, năm trước chuyển sang {{ payments.carried_in }}"
        return f"Tổng vốn được sử dụng {{{{ payments.available }}}}, gồm {parts}"
    return "Tổng vốn được sử dụng {{ payments.available }}" if sums.available is not None else "Chưa được giao vốn"


def _paid(sums: Sums, of: str) -> str:
    if sums.paid is None:
        return "chưa có số liệu giải ngân"
    if sums.paid == 0:
        return "chưa giải ngân"
    rate = "" if sums.percent is None else f", đạt {{{{ payments.percent }}}} kế hoạch vốn{of}"
    return f"giải ngân lũy kế {{{{ payments.total }}}}{rate}"
