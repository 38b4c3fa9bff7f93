"""What may no longer be changed in a form: where units have entered figures, these stay in sight and mean the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from planning.official.definition import Definition, definition_from, definition_of
from planning.official.models import FormCell, FormColumn, FormFigure, FormRow, OfficialForm
from planning.places.units import Unit, line_up
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import Submission

COPY = "Hãy dùng “Sao thành bản mới” rồi sửa ở bản sao."
PERIODS_NAMED = 3


def problems_of_change(
    form: OfficialForm, columns: Iterable[FormColumn], rows: Iterable[FormRow], cells: Iterable[FormCell]
) -> list[str]:
    """Why a form as it is about to be stored cannot take the place of the one there is; none where it can."""
    figures = FormFigure.objects.filter(column__form=form.pk).order_by()
    if form.pk is None or not figures.exists():
        return []
    columns, rows = list(columns), list(rows)
    new = definition_from(form, columns, rows, cells)
    keys = Keys({each.pk: each.key for each in columns}, {None: ""} | {each.pk: each.key for each in rows})
    found = [*_hidden(form, new, keys), *_out_of_reach(form), *_of_closed_periods(form, new)]
    return [*found, COPY] if found else []


class Keys(NamedTuple):
    """What columns and rows are to be called, by their ids."""

    columns: Mapping[int, str]
    rows: Mapping[int | None, str]


def _hidden(form: OfficialForm, new: Definition, keys: Keys) -> Iterator[str]:
    """The places with figures that would no longer be entered, column by column."""
    figures = FormFigure.objects.filter(column__form=form.pk).order_by("column__position", "row__position")
    gone: dict[str, dict[str, None]] = {}
    for column, column_key, row, row_key in figures.values_list("column", "column__key", "row", "row__key").distinct():
        content = new.contents.get((keys.rows.get(row, ""), keys.columns.get(column, "")))
        if content is None or not content.is_entered:
            gone.setdefault(column_key, {})[row_key or ""] = None
    for column_key, lines in gone.items():
        where = ", ".join(filter(None, lines))
        yield f"Cột {column_key}{f', dòng {where}' if where else ''} đã có số liệu nên phải còn là ô đơn vị nhập."


def _out_of_reach(form: OfficialForm) -> Iterator[str]:
    """Levels and periods with figures for which the form would no longer be there."""
    figures = FormFigure.objects.filter(column__form=form.pk).order_by()
    levels = set(figures.values_list("unit__kind", flat=True).distinct())
    if not levels <= set(form.levels):
        yield "Có đơn vị ở cấp bị bỏ đã nhập số liệu vào biểu."
    lost = [period for period in _periods(form) if not form.covers(period)]
    if lost:
        yield f"Biểu đã có số liệu của kỳ {_named(lost)}, không thuộc các loại kỳ mới."


def problems_of_places(form: OfficialForm, places: Iterable[Unit]) -> list[str]:
    """Why a form cannot be asked in some places only: units of others have filled it in."""
    figures = FormFigure.objects.filter(column__form=form.pk).order_by()
    held = Unit.objects.filter(pk__in=figures.values("period__unit")).select_related("parent")
    chosen = {place.pk for place in places}
    lost = [unit.full_name for unit in held if chosen and chosen.isdisjoint(line_up(unit))]
    return [f"Biểu đã có số liệu ở {', '.join(lost)}, không bỏ được khỏi nơi dùng."] if lost else []


def _of_closed_periods(form: OfficialForm, new: Definition) -> Iterator[str]:
    """Where a period is locked, or a report with figures of the form accepted, nothing of it is worked out anew."""
    if _as_worked_out(definition_of(form)) == _as_worked_out(new):
        return
    of_unit = FormFigure.objects.filter(column__form=form.pk, period=OuterRef("period"), unit=OuterRef("unit"))
    accepted = Submission.objects.filter(Exists(of_unit), state=Submission.State.ACCEPTED).order_by()
    closed = _periods(form, Q(locked_at__isnull=False) | Q(pk__in=accepted.values("period")))
    if closed:
        yield f"Số liệu của biểu đã khóa hoặc đã được tiếp nhận ở kỳ {_named(closed)}, không đổi cột, dòng, công thức."


def _periods(form: OfficialForm, condition: Q | None = None) -> list[ReportingPeriod]:
    """The periods for which the form has figures."""
    filled = FormFigure.objects.filter(column__form=form.pk).order_by().values("period")
    return list(ReportingPeriod.objects.filter(condition or Q(), pk__in=filled))


def _as_worked_out(definition: Definition) -> Definition:
    """A definition without the widths of its columns, which change no figure, and its levels in one order."""
    columns = tuple(replace(column, width=0) for column in definition.columns)
    return replace(definition, columns=columns, levels=tuple(sorted(definition.levels)))


def _named(periods: list[ReportingPeriod]) -> str:
    words = [period.words for period in periods[:PERIODS_NAMED]]
    more = len(periods) - len(words)
    return ", ".join(words) + (f" và {more} kỳ khác" if more else "")
