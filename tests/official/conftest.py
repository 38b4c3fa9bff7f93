"""A period of 2025, a form of counts and a rate for each commune, and a form of fixed rows."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from planning.official.actions import save_figures
from planning.official.models import FormColumn, FormRow, OfficialForm
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import report_name
from tests.admin.conftest import signed_in

NOON = datetime(2025, 12, 5, 12, tzinfo=UTC)


def columns_of(form, *rows):
    """Make the columns of a form from (key, headings, kind, content, decimals)."""
    for position, (key, headings, kind, content, decimals) in enumerate(rows, start=1):
        FormColumn.objects.create(
            form=form, position=position, key=key, headings=headings, kind=kind, content=content, decimals=decimals
        )


def rows_of(form, *rows):
    """Make the rows of a form from (key, label, kind, formula)."""
    for position, (key, label, kind, formula) in enumerate(rows, start=1):
        FormRow.objects.create(form=form, position=position, key=key, label=label, kind=kind, formula=formula)


def make_form(code, mode, **more):
    fields = {
        "label": "Biểu số 4",
        "title": "Hộ thiếu hụt",
        "levels": ["commune"],
        "is_in_use": True,
        "is_verified": True,
    } | more
    return OfficialForm.objects.create(code=code, rows_mode=mode, **fields)


def annual(unit, programme, year, opens_on):
    """The annual period that a province holds."""
    return ReportingPeriod.objects.create(
        slug=f"51-year-{year}",
        unit=unit,
        programme=programme,
        first_year=year,
        last_year=year,
        ends_on=date(year, 12, 31),
        opens_on=opens_on,
    )


@pytest.fixture
def period(places, programme):
    """The province's annual period of 2025."""
    return annual(places.province, programme, 2025, date(2025, 10, 1))


@pytest.fixture
def former(places, programme):
    """The period that the former province held before the reform."""
    return annual(places.old_province, programme, 2024, date(2024, 10, 1))


@pytest.fixture
def counts(db):
    """A row for each commune: poor households, those without water, the rate of the two."""
    form = make_form("thieu-hut", "units")
    columns_of(
        form,
        ("c1", "Hộ nghèo | Tổng số", "entered", "", 0),
        ("c2", "Hộ nghèo | Thiếu nước", "entered", "", 0),
        ("c3", "Tỷ lệ (%)", "formula", "c2/c1*100", 2),
    )
    return form


@pytest.fixture
def items(db):
    """Fixed rows: two counts of men and women, and their total, in two columns and their sum."""
    form = make_form("lao-dong", "fixed", label="Biểu số 7", title="Lao động")
    columns_of(
        form,
        ("c1", "Nam", "entered", "", 0),
        ("c2", "Nữ", "entered", "", 1),
        ("c3", "Tổng", "formula", "c1+c2", 1),
    )
    rows_of(
        form,
        ("n1", "Lao động", "group", ""),
        ("d1", "Trong tỉnh", "item", ""),
        ("d2", "Ngoài tỉnh", "item", ""),
        ("t", "Cộng", "total", "d1+d2"),
    )
    return form


@pytest.fixture
def fill(period, keeper):
    """Enter figures of a unit: by column, or by (row, column)."""

    def enter(form, unit, **values):
        cells = {tuple(key.split("_")) if "_" in key else ("", key): value for key, value in values.items()}
        figures = {key: None if value is None else Decimal(value) for key, value in cells.items()}
        save_figures(form, period, unit, figures, by=keeper, at=NOON)

    return enter


@pytest.fixture
def name(period):
    """What an address calls a unit's form."""
    return lambda unit, form: report_name(period, unit, form.code)


@pytest.fixture
def desk(keeper):
    """The admin, signed in."""
    return signed_in(keeper)
