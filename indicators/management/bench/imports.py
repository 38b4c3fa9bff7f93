"""An appendix of 10,000 communes × 14 counts taken in: by our path, by django-import-export, by a bare upsert.

All three change every count of rows that are there already. Ours and django-import-export start from the bytes of a
workbook; the bare upsert starts from the values, checks nothing and keeps no history. Ours and the bare one take
turns, so that what else the machine does meets both; the middle of their times is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from statistics import median

from django.db import transaction
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource

from indicators.entry.reviews import refused_counts
from indicators.management.bench import Line, Scale
from indicators.management.bench.timing import in_words, timed
from indicators.models import HouseholdReview, ReviewCount
from indicators.reviews.count_table import COLUMNS
from planning.documents.model import Column
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryRow, EntryTable
from planning.entry.template import template_of
from planning.formats import number
from planning.people.users import User
from planning.places.units import Unit, UnitKind, with_search_names
from planning.sheets.actions import apply_upload, hold_upload, preview
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import Scope
from planning.sheets.uploads import SheetUpload
from planning.upserts import BATCH, save_rows

ROWS, ROUNDS, YEAR, KIND = 10_000, 5, 2026, "bench-import"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
COUNTS = tuple(ReviewCount.values)
WORDS = (Column("number", ("TT",), "", 5), Column("code", ("Mã",), "", 8), Column("name", ("Xã, phường",), "", 20))
SECONDS = 1000


class ReviewResource(ModelResource):
    """django-import-export as it comes: it loads each row, saves it and keeps its history."""

    class Meta:
        model = HouseholdReview
        fields = ("id", *COUNTS)
        use_transactions = True


def run(scale: Scale) -> list[Line]:
    """Make the communes and their counts, then take in other counts in each way, turn about."""
    scope, by = _made(), User.objects.create(username=KIND)
    _provide(scope)
    steps, bare = [], []
    for turn in range(ROUNDS):
        table, values = _table(scope), _values(turn)
        content = template_of(replace(table, cells=_cells(values)), scope, ())
        steps.append(_ours(scope, content, by))
        bare.append(_bare(_values(turn + ROUNDS)))
    default = _default(_values(2 * ROUNDS + 1))
    return list(_told([median(each) for each in zip(*steps, strict=True)], median(bare), default))


def _told(steps: list[float], bare: float, default: float) -> Iterator[Line]:
    names = ("Tải lên: mở tệp", "Xem trước: đọc, kiểm tra", "Ghi: đọc, kiểm tra, lưu, lịch sử, để hoàn tác được")
    ours = steps[-1]
    yield Line("Số dòng, số ô thay đổi", f"{number(ROWS)}, {number(ROWS * len(COUNTS))}")
    yield from (Line(words, in_words(step)) for words, step in zip(names, steps, strict=True))
    yield Line("django-import-export mặc định", in_words(default))
    yield Line("Chỉ upsert (không đọc, không kiểm tra, không lịch sử)", in_words(bare))
    yield Line("Ghi so với django-import-export: nhanh hơn", f"{number(Decimal(default / ours), 1)} lần")
    yield Line("Ghi so với chỉ upsert: tốc độ bằng", f"{number(Decimal(bare / ours), 2)} lần")


def _ours(scope: Scope, content: bytes, by: User) -> tuple[float, float, float]:
    """The three steps of a person: to upload, to look, to apply; each starts from the bytes."""
    kind = sheet_kind(KIND)
    held, upload = timed(lambda: hold_upload(scope, kind, file_name="a.xlsx", content=content, by=by, at=NOW))
    looked, outcome = timed(lambda: preview(upload, by=by))
    digest = outcome.digest
    stored = SheetUpload.objects.get(pk=upload.pk)
    applied, _ = timed(lambda: apply_upload(stored, digest=digest, by=by, at=NOW))
    if len(outcome.writes) != ROWS * len(COUNTS):
        raise AssertionError(outcome.summary())
    return held, looked, applied


def _bare(values: Mapping[str, Sequence[int]]) -> float:
    rows = [(review.pk, review.unit_id, values[str(review.unit_id)]) for review in HouseholdReview.objects.all()]

    def upsert() -> None:
        new = [
            HouseholdReview(pk=pk, unit_id=unit, year=YEAR, **dict(zip(COUNTS, counts, strict=True)))
            for pk, unit, counts in rows
        ]
        with transaction.atomic():
            HouseholdReview.objects.bulk_create(
                new, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=COUNTS
            )

    return timed(upsert)[0]


def _default(values: Mapping[str, Sequence[int]]) -> float:
    resource = ReviewResource()
    rows = list(HouseholdReview.objects.all())
    for row in rows:
        for name, count in zip(COUNTS, values[str(row.unit_id)], strict=True):
            setattr(row, name, count)
    content = XLSX().export_data(resource.export(rows))

    def take_in() -> None:
        resource.import_data(XLSX().create_dataset(content), raise_errors=True)

    return timed(take_in)[0]


def _values(turn: int) -> dict[str, list[int]]:
    """Counts of each unit, other ones each turn, no part above its whole."""
    sizes = [900, 800, 90, 80, 70, 60, 50, 40, 45, 35, 30, 20, 15, 10]
    of_name = dict(zip(sorted(COUNTS, key=_smallness), sizes, strict=True))
    units = Unit.objects.filter(kind=UnitKind.COMMUNE).order_by("pk").values_list("pk", flat=True)
    return {
        str(pk): [of_name[name] * 100 + 10 * turn + place % 9 for name in COUNTS] for place, pk in enumerate(units)
    }


def _smallness(name: str) -> tuple[int, str]:
    """Wholes first, then parts, then parts of both."""
    return sum(word in name for word in ("poor", "near", "average", "minority")) * 2 + ("minority_" in name), name


def _table(scope: Scope) -> EntryTable:
    reviews = HouseholdReview.objects.values_list("unit", *COUNTS)
    units = Unit.objects.filter(kind=UnitKind.COMMUNE).order_by("pk").values_list("pk", "code", "name")
    rows = tuple(
        EntryRow(str(pk), (str(at), code, f"Xã {name}")) for at, (pk, code, name) in enumerate(units, start=1)
    )
    columns = tuple(column for column in COLUMNS if column.is_entered)
    return EntryTable("BẢNG ĐO", WORDS, columns, rows, _cells({str(unit): counts for unit, *counts in reviews}))


def _cells(values: Mapping[str, Sequence[int]]) -> dict[CellKey, EntryCell]:
    return {
        (row, name): EntryCell(Decimal(count))
        for row, counts in values.items()
        for name, count in zip(COUNTS, counts, strict=True)
    }


def _write(scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str) -> None:
    """Lock the rows, change them and keep their history, in the caller's transaction."""
    rows = {str(row.unit_id): row for row in HouseholdReview.objects.select_for_update().order_by()}
    for (row, name), value in values.items():
        setattr(rows[row], name, value)
    save_rows(list(rows.values()), COUNTS, by=by, at=at, reason=reason)


def _made() -> Scope:
    """A province of so many communes, each with its counts."""
    province = Unit.objects.create(code="B", prefix="Tỉnh", name="Đo", kind=UnitKind.PROVINCE)
    communes = [
        Unit(code=str(10_000 + n), prefix="Xã", name=f"Số {n}", kind=UnitKind.COMMUNE, parent=province)
        for n in range(ROWS)
    ]
    Unit.objects.bulk_create(with_search_names(communes), BATCH)
    made = [
        HouseholdReview(unit_id=int(unit), year=YEAR, **dict(zip(COUNTS, counts, strict=True)))
        for unit, counts in _values(-1).items()
    ]
    HouseholdReview.objects.bulk_create(made, BATCH)
    return Scope(f"B-{YEAR}", "Bảng đo", province, True, YEAR)


def _provide(scope: Scope) -> None:
    """Let the screens' own actions know the table; they find and hold nothing but this scope."""
    kind = EntryKind(
        KIND,
        "Bảng đo",
        table=_table,
        write=_write,
        page=lambda _: "",
        check=refused_counts,
        find=lambda *_: scope,
        hold=lambda *_: scope,
    )
    provides_entry(kind)
