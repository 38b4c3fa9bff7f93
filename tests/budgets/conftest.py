"""Money of the tests: shares of a plan's lines and its own money, given as an officer gives them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets.entry.allocation import ALLOCATION
from budgets.entry.lines import LINES
from planning.entry.saving import Typed, save_typed
from planning.places.agencies import Agency, Sector
from planning.plans.legal import DocumentKind, LegalDocument
from planning.sheets.scopes import scope_of
from tests.budgets.own_money import table_of, text_at
from tests.budgets.paying import make_period, place, put_in_force
from tests.conftest import make_plan

NOW = datetime(2025, 1, 1, tzinfo=UTC)
CENTRAL = "CT.central.recurrent"
CENTRAL_INVESTMENT = "CT.central.investment"


def key_of(holder):
    return f"unit-{holder.pk}" if hasattr(holder, "kind") else f"agency-{holder.pk}"


def share(plan, by, values):
    """Share out đồng by (holder, column)."""
    cells = {(key_of(holder), column): None if dong is None else Decimal(dong) for (holder, column), dong in values}
    ALLOCATION.write(scope_of(plan, may_enter=True), cells, by=by, at=NOW, reason="")


@pytest.fixture
def decision(db):
    """By it money is assigned, allocated or adjusted."""
    return LegalDocument.objects.create(
        kind=DocumentKind.DECISION, reference="12/QĐ-UBND", issued_on=date(2025, 1, 10), issuer="Ủy ban nhân dân tỉnh"
    )


@pytest.fixture
def department(places):
    return Agency.objects.create(
        code="so-mau", name="Sở Mẫu", short_name="SM", unit=places.old_province, sector=Sector.GENERAL
    )


@pytest.fixture
def office(places):
    """An agency of the province as it is since the reform."""
    return Agency.objects.create(code="so-mau", name="Sở Mẫu", unit=places.province, sector=Sector.GENERAL)


@pytest.fixture
def allocate(province_plan, minh):
    """Share money of the province's plan out: `allocate(holder, dong)`."""
    return lambda holder, dong, column=CENTRAL: share(province_plan, minh, [((holder, column), dong)])


@pytest.fixture
def year(places, programme, plan):
    """The province's annual period of 2025, with Ba Dinh's plan in force."""
    put_in_force(plan)
    return make_period(places.province, programme)


@pytest.fixture
def livelihoods(places):
    """300 million of Ba Dinh's plan."""
    return place(places.ba_dinh, "DA1", "central", "recurrent")


@pytest.fixture
def blank_plan(places, programme, sources):
    return make_plan(places.ba_dinh, programme, "21499-annual-2025")


@pytest.fixture
def enter(lan):
    """Type texts by (component, column) into cells as they stand: `enter(plan, {("DA1", RECURRENT): "300"})`."""

    def typed(plan, texts):
        table = table_of(plan)
        cells = [Typed(row, column, text, text_at(table, row, column)) for (row, column), text in texts.items()]
        saved = save_typed(LINES, scope_of(plan, may_enter=True), cells, by=lan, at=NOW)
        return {(answer.row, answer.column): (answer.state, answer.text, answer.message) for answer in saved.answers}

    return typed
