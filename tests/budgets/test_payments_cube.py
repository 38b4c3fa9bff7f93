"""Who holds which money, and the sums of what was paid of it: each đồng once, the same on every face."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.cube import BudgetCube, counted_keys
from budgets.models import Nature
from budgets.paying.cube import PaymentCube, PrintedCube
from budgets.paying.faces import by_holder, by_project, by_source
from budgets.paying.holdings import Holdings
from budgets.paying.paid import Paid, paid_by
from budgets.paying.places import Place
from budgets.paying.sums import MEASURES, Sums
from planning.places.units import Unit
from planning.plans.periods import PeriodKind
from tests.budgets.conftest import share
from tests.budgets.paying import MILLION, make_period, place, put_in_force, tell
from tests.budgets.test_sharing_properties import programme_tree, source_tree
from tests.conftest import make_plan

BILLION = 10**9
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
STEP = Decimal(10**6)
AMOUNTS = st.none() | st.integers(0, 10**10).map(Decimal)
LINES = st.tuples(st.integers(1, 5), st.integers(1, 4), st.sampled_from(Nature.values))
# A province, its district with a commune, and a commune beside; none is in the database.
UNITS = (
    Unit(pk=1, kind="province", name="A", prefix="Tỉnh"),
    Unit(pk=2, kind="district", name="B", prefix="Huyện", parent_id=1),
    Unit(pk=3, kind="commune", name="C", prefix="Xã", parent_id=2),
    Unit(pk=4, kind="commune", name="D", prefix="Xã", parent_id=1),
)


@st.composite
def payments(draw):
    """What is known of random places of four units; of what nobody told all that might be paid is untold."""
    told = st.builds(Sums, **{measure: AMOUNTS for measure in MEASURES if measure != "untold"})
    sums = told.map(lambda known: known if known.paid is not None else replace(known, untold=known.available or None))
    places = st.builds(Place, st.integers(1, 4), st.none(), LINES)
    tops = source_tree()
    frame = BudgetCube({}, programme_tree(), counted_keys(tops))
    cube = PaymentCube(frame, draw(st.dictionaries(places, sums, min_size=1, max_size=15)))
    return Paid(None, UNITS[0], UNITS, Holdings({}, {}, {}, {}, {}), {}, {}, tops, cube)


def added_up(rows, measure, tops):
    """The rows a total adds, added."""
    known = [value for at in tops if (value := getattr(rows[at].printed, measure)) is not None]
    return sum(known, Decimal(0)) if known else None


@pytest.mark.django_db
@CALM
@given(payments(), st.sampled_from([None, STEP]))
def test_every_face_adds_up_to_the_same_total(paid, step):
    shown = PrintedCube(paid.cube, paid.tops, step) if step else paid.cube

    for rows in (by_project(paid, shown), by_source(paid, shown), by_holder(paid, shown, step)):
        assert rows[0].printed == shown.total()
        for row in rows:
            for measure in MEASURES if row.adds else ():
                assert getattr(row.printed, measure) == added_up(rows, measure, row.adds)


@pytest.mark.django_db
@CALM
@given(payments())
def test_holders_have_together_what_projects_have(paid):
    holders, projects = by_holder(paid, paid.cube, None), by_project(paid, paid.cube)

    assert holders[0].exact == projects[0].exact
    kept = [row for row in holders if row.kind == "item"]
    for measure in MEASURES:
        known = [value for row in kept if (value := getattr(row.exact, measure)) is not None]
        assert getattr(projects[0].exact, measure) == (sum(known) if known else None)


@pytest.fixture
def year(places, programme):
    return make_period(places.province, programme)


@pytest.fixture
def whole(places, programme, fund, plan, office, minh):
    """The province's plan in force: 10 and 5 billion; 4 to its office, 1 to Ba Dinh, 2 to Ba Tơ."""
    whole = make_plan(places.province, programme, "51-annual-2025-moi")
    fund(whole, "CT", "central", "recurrent", 10 * BILLION)
    fund(whole, "CT", "local-province", "recurrent", 5 * BILLION)
    central = "CT.central.recurrent"
    share(
        whole,
        minh,
        [
            ((office, central), 4 * BILLION),
            ((places.ba_dinh, central), 300 * MILLION),
            ((places.ba_to, central), 2 * BILLION),
        ],
    )
    return put_in_force(whole)


def amounts(period, unit):
    return {place: int(amount) for place, amount in paid_by(period, unit).holdings.amounts.items()}


def test_money_lies_where_it_was_shared_out_and_what_is_left_with_who_keeps_it(year, places, whole, office):
    # Ba Dinh has no plan in force: what it holds is what it was given.
    assert amounts(year, places.province) == {
        place(places.province, "CT", "central", "recurrent"): 3700 * MILLION,
        place(places.province, "CT", "central", "recurrent", office): 4 * BILLION,
        place(places.province, "CT", "local-province", "recurrent"): 5 * BILLION,
        place(places.ba_dinh, "CT", "central", "recurrent"): 300 * MILLION,
        place(places.ba_to, "CT", "central", "recurrent"): 2 * BILLION,
    }


def test_a_commune_reports_the_lines_of_its_own_plan_and_its_own_money_stands_beside(year, places, whole, plan):
    put_in_force(plan)

    held = amounts(year, places.ba_dinh)

    assert held == {
        place(places.ba_dinh, "DA1", "central", "recurrent"): 300 * MILLION,
        place(places.ba_dinh, "DA2.1", "central", "investment"): 1001 * MILLION,
        place(places.ba_dinh, "DA2.2", "local-commune", "recurrent"): 2_500_000,
    }
    # 15 billion of the province, and beside them what the commune has of sources the province has not.
    assert sum(amounts(year, places.province).values()) == 15 * BILLION + 1001 * MILLION + 2_500_000


def test_money_that_nobody_entered_as_shared_out_is_not_counted_twice(year, places, programme, fund, plan):
    whole = make_plan(places.province, programme, "51-annual-2025-moi")
    fund(whole, "CT", "central", "recurrent", 10 * BILLION)
    put_in_force(whole)
    put_in_force(plan)

    held = amounts(year, places.province)

    assert held[place(places.province, "CT", "central", "recurrent")] == 9700 * MILLION
    assert held[place(places.ba_dinh, "DA1", "central", "recurrent")] == 300 * MILLION


def test_a_commune_with_more_than_it_was_given_takes_it_off_what_the_province_keeps(
    year, places, whole, plan, component
):
    plan.budget_lines.filter(component=component("DA1")).update(amount=500 * MILLION)
    put_in_force(plan)

    held = amounts(year, places.province)

    assert held[place(places.province, "CT", "central", "recurrent")] == 3500 * MILLION


@pytest.mark.parametrize(("planned", "kept", "below"), [(300, 700, 300), (0, 1000, None), (400, 600, 400)])
def test_what_a_commune_was_given_and_does_not_plan_with_stays_with_the_province(
    places, programme, fund, minh, year, planned, kept, below
):
    whole = make_plan(places.province, programme, "51-annual-2025-moi")
    fund(whole, "DA1", "central", "recurrent", 1000 * MILLION)
    share(whole, minh, [((places.ba_dinh, "DA1.central.recurrent"), 400 * MILLION)])
    put_in_force(whole)
    own = make_plan(places.ba_dinh, programme, "21499-annual-2025-moi")
    if planned:
        fund(own, "DA1", "central", "recurrent", planned * MILLION)
    put_in_force(own)

    held = amounts(year, places.province)

    assert held.get(place(places.ba_dinh, "DA1", "central", "recurrent")) == (below and below * MILLION)
    assert held[place(places.province, "DA1", "central", "recurrent")] == kept * MILLION
    assert paid_by(year, places.province).not_planned == (400 - planned) * MILLION


def test_a_merged_commune_holds_what_was_shared_out_to_its_parts(places, programme, fund, minh, year):
    old = make_plan(places.district, programme, "535-annual-2025")
    fund(old, "CT", "central", "recurrent", BILLION)
    central = "CT.central.recurrent"
    share(old, minh, [((places.old_ba_dinh, central), 100 * MILLION), ((places.ba_giang, central), 50 * MILLION)])
    put_in_force(old)

    assert amounts(year, places.province) == {place(places.ba_dinh, "CT", "central", "recurrent"): 150 * MILLION}


def test_a_province_sees_what_each_holder_has_paid(year, places, whole, office, minh):
    tell(
        year,
        minh,
        {
            place(places.province, "CT", "central", "recurrent", office): 1000,
            place(places.ba_to, "CT", "central", "recurrent"): {"paid": 500, "settled": 400},
            place(places.ba_dinh, "CT", "central", "recurrent"): 0,
        },
    )

    paid = paid_by(year, places.province)

    assert [(row.name, row.exact.given, row.exact.paid) for row in by_holder(paid, paid.cube, None)] == [
        ("TỔNG SỐ", 15 * BILLION, 1500 * MILLION),
        ("Giữ lại tại tỉnh Quảng Ngãi", 8700 * MILLION, None),
        ("Các cơ quan, đơn vị", 4 * BILLION, 1000 * MILLION),
        ("Sở Mẫu", 4 * BILLION, 1000 * MILLION),
        ("Các xã, phường, đặc khu", 2300 * MILLION, 500 * MILLION),
        ("Xã Ba Tơ", 2 * BILLION, 500 * MILLION),
        ("Xã Ba Dinh", 300 * MILLION, 0),
    ]
    assert paid.cube.total().percent == 10
    assert (paid.planned.total(), paid.shared.total()) == (15 * BILLION, 6300 * MILLION)


def test_the_old_province_has_its_districts_and_their_communes_under_one_total(places, programme, province_plan, minh):
    half = make_period(places.old_province, programme, PeriodKind.HALF)
    share(province_plan, minh, [((places.district, "CT.central.recurrent"), 5 * BILLION)])
    put_in_force(province_plan)

    paid = paid_by(half, places.old_province)

    names = [(row.name, row.exact.given) for row in by_holder(paid, paid.cube, None)]
    assert names == [
        ("TỔNG SỐ", 321 * BILLION),
        ("Giữ lại tại tỉnh Quảng Ngãi", 316 * BILLION),
        ("Các huyện, thị xã, thành phố", 5 * BILLION),
        ("Huyện Ba Tơ", 5 * BILLION),
    ]


@pytest.mark.parametrize("kept", [1, 3])
def test_the_cube_costs_the_same_whatever_the_number_of_units_and_cells(
    kept, places, programme, fund, plan, whole, year, minh, django_assert_num_queries
):
    put_in_force(plan)
    component = ["DA1", "DA2.1", "DA2.2"][:kept]
    plan.budget_lines.exclude(component__code__in=component).delete()
    tell(year, minh, {where: 1 for where in amounts(year, places.ba_dinh)})

    with django_assert_num_queries(16):
        paid = paid_by(year, places.province)
    with django_assert_num_queries(1):
        by_holder(paid, paid.cube, None)


def test_money_that_is_no_spending_stands_beside_the_total(year, places, programme, fund, sources):
    plan = make_plan(places.ba_to, programme, "21484-annual-2025")
    sources["credit"].is_counted = False
    sources["credit"].save()
    fund(plan, "DA1", "central", "recurrent", BILLION)
    fund(plan, "DA1", "credit", "", 9 * BILLION)
    put_in_force(plan)

    paid = paid_by(year, places.ba_to)

    assert [(row.name, row.exact.given) for row in by_source(paid, paid.cube)] == [
        ("TỔNG SỐ", BILLION),
        ("Ngân sách trung ương", BILLION),
        ("Ngân sách trung ương, sự nghiệp", BILLION),
        ("Vốn tín dụng (ngoài tổng số)", 9 * BILLION),
    ]
    assert [(row.name, row.exact.given) for row in by_project(paid, paid.cube)] == [
        ("TỔNG SỐ", BILLION),
        ("Dự án 1: Sinh kế", BILLION),
        ("Ngân sách trung ương, sự nghiệp", BILLION),
        ("Vốn tín dụng (ngoài tổng số)", 9 * BILLION),
    ]
