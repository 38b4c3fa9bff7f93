"""Pictures of payments: what was paid beside what there was, by project and by source."""

from collections.abc import Iterable, Sequence

from budgets.paying.faces import BESIDE, FaceRow
from budgets.paying.places import PERCENT_DECIMALS
from budgets.paying.sums import Sums
from planning.documents.model import RowKind
from planning.formats import MoneyUnit, amount, in_unit, number
from planning.pictures.model import Mark, Picture, PictureKind, Series

AVAILABLE, PAID = "Vốn được sử dụng trong năm", "Đã giải ngân"


def bars(projects: Iterable[FaceRow], sources: Sequence[FaceRow], unit: MoneyUnit) -> tuple[Picture, ...]:
    """A pair of bars for each project, and for each source; none where there is nothing to show.

    Loans and the like are no spending, and would dwarf it: they are named and not drawn.
    """
    groups = [row for row in sources if row.kind is RowKind.GROUP]
    counted = [sources[at] for at in sources[0].adds] if sources else []
    beside = [row.name.removesuffix(BESIDE).lower() for row in groups if row not in counted]
    note = f" Không vẽ nguồn ngoài tổng số: {', '.join(beside)}." if beside else ""
    kinds = (
        (
            "payments-projects",
            "Giải ngân theo dự án",
            [row for row in projects if row.node and row.node.depth == 1],
            "",
        ),
        ("payments-sources", "Giải ngân theo nguồn vốn", counted, note),
    )
    pictures = (
        (key, title, [row for row in rows if row.line is None and row.is_known], words)
        for key, title, rows, words in kinds
    )
    return tuple(_picture(key, title, rows, unit, words) for key, title, rows, words in pictures if rows)


def _picture(key: str, title: str, rows: Sequence[FaceRow], unit: MoneyUnit, note: str) -> Picture:
    names = [_name(row) for row in rows]
    short = [row.node.title if row.node else row.name for row in rows]
    series = tuple(
        Series(label, tuple(_mark(name, row, measure, unit) for name, row in zip(names, rows, strict=True)))
        for label, measure in ((AVAILABLE, "available"), (PAID, "paid"))
    )
    words = "; ".join(_words(name, row.printed, row.exact, unit) for name, row in zip(short, rows, strict=True))
    return Picture(key, PictureKind.BARS, title, unit.label, series, f"{title}. {words}.{note}")


def _name(row: FaceRow) -> str:
    """`Dự án 5. Hỗ trợ nhà ở …`: a number alone says nothing to who does not know the programme."""
    return f"{row.node.title}. {row.node.component.name}" if row.node else row.name


def _mark(name: str, row: FaceRow, measure: str, unit: MoneyUnit) -> Mark:
    dong = getattr(row.printed, measure)
    if dong is None:
        return Mark(name, None)
    key = row.node.component.code if row.node else ""
    return Mark(name, in_unit(dong, unit), amount(dong, unit), said=_rate(row.exact, measure), key=key)


def _rate(exact: Sums, measure: str) -> str:
    """What share of the money was paid, beside what was paid."""
    if measure != "paid" or exact.percent is None:
        return ""
    return f"{number(exact.percent, PERCENT_DECIMALS)}%"


def _words(name: str, shown: Sums, exact: Sums, unit: MoneyUnit) -> str:
    if shown.paid is None:
        paid = "chưa có số liệu giải ngân"
    else:
        paid = f"giải ngân {amount(shown.paid, unit)}" + (f" {unit.label}" if shown.available is None else "")
    of = "" if shown.available is None else f" trên {amount(shown.available, unit)} {unit.label}"
    rate = "" if exact.percent is None else f", đạt {number(exact.percent, PERCENT_DECIMALS)}%"
    return f"{name}: {paid}{of}{rate}"
