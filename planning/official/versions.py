"""Putting a form in use and stopping it: which version stands for which periods, and what changes between two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from planning.official.checking import problems_of
from planning.official.definition import DefinedColumn, DefinedRow, Definition, definition_of
from planning.official.models import CellKind, FormFigure, LineKind, OfficialForm, forms_of
from planning.people.users import User
from planning.places.units import Unit, line_up
from planning.plans.periods import ReportingPeriod
from planning.upserts import save_rows

ONE_DAY = timedelta(days=1)
PERIODS_SHOWN = 12


class CannotBeUsed(ValidationError):
    """A form cannot be put in use, or stopped, as asked; the messages say why."""


def rivals_of(form: OfficialForm) -> list[OfficialForm]:
    """The other versions of a form that are in use: those that one form came before, over however many copies."""
    first = _firsts()
    family = [pk for pk in first if first[pk] == first[form.pk] and pk != form.pk]
    return list(OfficialForm.objects.filter(pk__in=family, is_in_use=True).prefetch_related("places"))


def versions_in(period: ReportingPeriod, codes: Iterable[str]) -> dict[str, str]:
    """By the codes of forms those of the versions that a period asks for; a form without any stands for itself."""
    first = _firsts()
    of_code = dict(OfficialForm.objects.order_by().values_list("code", "pk"))
    asked = {first[form.pk]: form.code for form in forms_of(period)}
    return {code: asked.get(first[of_code[code]], code) if code in of_code else code for code in codes}


def _firsts() -> dict[int, int]:
    """For each form, by its id, the one it is a version of over however many copies; itself where it is the first."""
    before = dict(OfficialForm.objects.order_by().values_list("pk", "replaces"))

    def first(pk: int) -> int:
        seen = {pk}
        while (above := before.get(pk)) is not None and above not in seen:
            pk = above
            seen.add(pk)
        return pk

    return {pk: first(pk) for pk in before}


def first_free_day(forms: Iterable[OfficialForm], today: date) -> date:
    """From which day a version may take the place of others: the one after all periods these have figures of."""
    ends = FormFigure.objects.filter(column__form__in=list(forms)).aggregate(last=Max("period__ends_on"))["last"]
    return ends + ONE_DAY if ends else date(today.year, 1, 1)


@transaction.atomic
def put_in_use(
    form: OfficialForm, *, applies_from: date | None, places: Iterable[Unit] = (), by: User, at: datetime
) -> None:
    """Ask for a form in periods that end from a day on; other versions of it are asked in those before.

    A version takes over the places of the one it follows; `places`, none for everywhere, are those of a first
    version. Raises CannotBeUsed.
    """
    form = _held(form)
    rivals = rivals_of(form)
    if problems := [*problems_of(definition_of(form)), *_of_beginning(form, rivals, applies_from)]:
        raise CannotBeUsed(problems)
    held = [rival for rival in rivals if _gives_way(rival, applies_from)]
    save_rows(held, ["is_in_use", "applies_to"], by=by, at=at, reason=f"Nhường cho biểu {form.code}")
    form.is_in_use, form.applies_from, form.applies_to = True, applies_from, None
    save_rows([form], ["is_in_use", "applies_from", "applies_to"], by=by, at=at, reason="Đưa vào sử dụng")
    form.places.set(_places_of(rivals) if rivals else places)


@transaction.atomic
def stop_using(form: OfficialForm, *, last_day: date, by: User, at: datetime) -> None:
    """Ask for a form no more in periods that end after a day; one without figures is a draft again.

    Raises CannotBeUsed.
    """
    form = _held(form)
    if kept := _filled_after(form, last_day):
        raise CannotBeUsed(f"Biểu đã có số liệu của kỳ {kept}; chọn ngày sau khi kỳ đó kết thúc.")
    if FormFigure.objects.filter(column__form=form).exists():
        form.applies_to = last_day
        if form.applies_from and last_day < form.applies_from:
            raise CannotBeUsed("Ngày cuối không được trước ngày đầu.")
    else:
        form.is_in_use = False
    save_rows([form], ["is_in_use", "applies_to"], by=by, at=at, reason="Ngừng dùng")


def _held(form: OfficialForm) -> OfficialForm:
    """The form as it is once all forms are locked: what begins and ends of versions is decided one after the other."""
    list(OfficialForm.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    return OfficialForm.objects.get(pk=form.pk)


def _of_beginning(form: OfficialForm, rivals: Sequence[OfficialForm], day: date | None) -> Iterator[str]:
    """What stands against a form's beginning on a day."""
    if rivals and day is None:
        yield "Cần ghi ngày bắt đầu, vì còn bản khác của biểu đang dùng."
    if day is None:
        return
    for rival in rivals:
        if kept := _filled_after(rival, day - ONE_DAY):
            yield f"Biểu {rival.code} đã có số liệu của kỳ {kept}; kỳ đó giữ bản cũ, hãy chọn ngày sau."
    early = ReportingPeriod.objects.filter(ends_on__lt=day, pk__in=_periods(form)).order_by("ends_on").first()
    if early:
        yield f"Biểu đã có số liệu của kỳ {early.words}, kết thúc trước ngày bắt đầu."


def _gives_way(rival: OfficialForm, day: date | None) -> bool:
    """End a version before a day, or take it back to a draft where nothing is left of it; whether that is new."""
    if day is None or (rival.applies_to and rival.applies_to < day):
        return False
    if rival.applies_from and rival.applies_from >= day:
        rival.is_in_use = False
    else:
        rival.applies_to = day - ONE_DAY
    return True


def _places_of(rivals: Sequence[OfficialForm]) -> list[Unit]:
    """Where versions are asked, together; none is everywhere."""
    each = [list(rival.places.all()) for rival in rivals]
    return [unit for units in each for unit in units] if all(each) else []


def _periods(form: OfficialForm):
    return FormFigure.objects.filter(column__form=form).order_by().values("period")


def _filled_after(form: OfficialForm, day: date) -> str:
    """The last period that ends after a day and has figures of a form, in words; empty where there is none."""
    late = ReportingPeriod.objects.filter(ends_on__gt=day, pk__in=_periods(form)).order_by("-ends_on").first()
    return late.words if late else ""


@dataclass(frozen=True)
class OfPeriod:
    """A period that a form would be asked in, or that another version keeps: `version` is that form's code."""

    period: ReportingPeriod
    version: OfficialForm | None
    has_figures: bool


def periods_of_versions(form: OfficialForm, day: date | None, places: Iterable[Unit] = ()) -> list[OfPeriod]:
    """The last periods with the version each would have if a form began on a day, in the places of `put_in_use`."""
    rivals = rivals_of(form)
    asked_in = {rival.pk: {unit.pk for unit in rival.places.all()} for rival in rivals}
    asked_in[form.pk] = {unit.pk for unit in (_places_of(rivals) if rivals else places)}
    for rival in rivals:
        _gives_way(rival, day)
    form.applies_from, form.applies_to = day, None
    versions = [form, *(rival for rival in rivals if rival.is_in_use)]
    filled = set(
        FormFigure.objects.filter(column__form__in=[form, *rivals]).order_by().values_list("period", flat=True)
    )
    periods = ReportingPeriod.objects.with_names().order_by("-ends_on", "pk")[:PERIODS_SHOWN]

    def is_asked(version: OfficialForm, period: ReportingPeriod) -> bool:
        here = asked_in[version.pk]
        return version.covers(period) and (not here or not here.isdisjoint(line_up(period.unit)))

    return [
        OfPeriod(period, next((each for each in versions if is_asked(each, period)), None), period.pk in filled)
        for period in periods
    ]


def changes_between(old: Definition, new: Definition) -> list[str]:
    """What is another in a new version, line by line: columns and rows come and go, and are filled in otherwise."""
    return [
        *_of_parts("cột", old.column_at, new.column_at, _column_words),
        *_of_parts("dòng", _named(old.rows), _named(new.rows), _row_words),
        *_of_cells(old, new),
    ]


def _named(rows: Iterable[DefinedRow]) -> dict[str, DefinedRow]:
    return {row.key: row for row in rows}


def _of_parts(what: str, old: Mapping, new: Mapping, words) -> Iterator[str]:
    yield from (f"Thêm {what} {key}: {words(new[key])}" for key in new if key not in old)
    yield from (f"Bỏ {what} {key}: {words(old[key])}" for key in old if key not in new)
    for key in new:
        if key in old and words(old[key]) != words(new[key]):
            yield f"Sửa {what} {key}: {words(old[key])} → {words(new[key])}"
    kept = [key for key in new if key in old]
    if kept != [key for key in old if key in new]:
        yield f"Thứ tự các {what} thay đổi."


def _column_words(column: DefinedColumn) -> str:
    kind = CellKind(column.kind).label
    content = f" {column.content}" if column.content else ""
    own = "" if column.adds else ", không cộng lên cấp trên"
    return f"“{', '.join(column.headings)}” ({kind.lower()}{content}, {column.decimals} số thập phân{own})"


def _row_words(row: DefinedRow) -> str:
    formula = f" {row.formula}" if row.formula else ""
    return f"“{row.marker} {row.label}”".replace("“ ", "“") + f" ({LineKind(row.kind).label.lower()}{formula})"


def _of_cells(old: Definition, new: Definition) -> Iterator[str]:
    before, after = old.cells or {}, new.cells or {}
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield f"Ô riêng ({', '.join(key)}): {_cell_words(before.get(key))} → {_cell_words(after.get(key))}"


def _cell_words(cell: tuple[str, str] | None) -> str:
    if cell is None:
        return "theo cột, dòng"
    kind, content = cell
    return f"{CellKind(kind).label.lower()} {content}".strip()
