"""How far payments are told, what will lapse, and who sees which page of them."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from budgets.models import PaymentWatch
from budgets.paying.faces import by_project, by_source
from budgets.paying.filling import PAYMENTS_PART
from budgets.paying.lapsing import TITLE, money_that_will_lapse
from budgets.paying.paid import paid_by
from budgets.paying.pictures import bars
from budgets.paying.sums import Sums
from planning.formats import MoneyUnit
from planning.places.units import Unit, UnitKind
from planning.plans.periods import PeriodKind
from planning.tracking.filling import Filled, parts_of_reports
from tests.budgets.conftest import share
from tests.budgets.paying import make_period, place, put_in_force, tell
from tests.conftest import make_plan, make_unit


def warned(unit, today):
    return [each for each in money_that_will_lapse(Unit.objects.filter(pk=unit.pk), today) if each.title == TITLE]


def test_a_zero_is_filled_in_and_a_blank_is_not(year, places, livelihoods, lan):
    tell(year, lan, {livelihoods: 0})

    assert PAYMENTS_PART in parts_of_reports()
    assert PAYMENTS_PART.count(year, [places.ba_dinh]) == {places.ba_dinh.pk: Filled(1, 3)}
    assert PAYMENTS_PART.count(year, [places.ba_dinh, places.ba_to]) == {places.ba_dinh.pk: Filled(1, 3)}


def test_counting_costs_the_same_for_one_unit_and_for_three(year, places, django_assert_num_queries):
    units = [places.ba_dinh, places.ba_to, places.province]
    with django_assert_num_queries(12):
        PAYMENTS_PART.count(year, units[:2])
    with django_assert_num_queries(12):
        PAYMENTS_PART.count(year, units)


def test_payment_far_behind_the_year_is_told_with_its_figures(year, places, livelihoods, lan):
    tell(year, lan, {livelihoods: 120})

    (warning,) = warned(places.ba_dinh, date(2025, 9, 1))

    assert warning.words == (
        "Đến hết ngày 01/9/2025: giải ngân 120, đạt 9,21% trên 1.303,5 triệu đồng; "
        "mới có 1/3 khoản có số giải ngân; "
        "đã qua 66,85% thời gian của năm, chậm 57,64 điểm (ngưỡng cảnh báo 20 điểm). "
        "Còn 180 triệu đồng sẽ hết thời hạn giải ngân nếu không được chuyển nguồn. "
        "Chưa biết đã giải ngân được bao nhiêu trong 1.003,5 triệu đồng."
    )
    assert (warning.due_on, warning.address) == (date(2025, 12, 31), f"/payments/{year.slug}__21499/")


def test_among_many_units_each_is_told_of_its_own_money(year, places, livelihoods, lan):
    tell(year, lan, {livelihoods: 120})
    units, today = [places.province, places.ba_dinh, places.ba_to], date(2025, 9, 1)

    together = list(money_that_will_lapse(Unit.objects.filter(pk__in=[unit.pk for unit in units]), today))

    assert {each.unit: [each] for each in together} == {
        unit: found for unit in units if (found := warned(unit, today))
    }
    assert {each.unit for each in together} == {places.province, places.ba_dinh}


def _provinces(count, programme, fund, lan):
    """Provinces that hold periods of their own and paid nothing of 100 million each; each with a commune."""
    for number in range(count):
        province = make_unit(f"P{number}", "Tỉnh", f"Số {number}", UnitKind.PROVINCE)
        make_unit(f"P{number}1", "Xã", f"Xa {number}", UnitKind.COMMUNE, province)
        plan = make_plan(province, programme, f"p{number}-annual-2025")
        fund(plan, "DA1", "central", "recurrent", 100_000_000)
        put_in_force(plan)
        tell(make_period(province, programme), lan, {place(province, "DA1", "central", "recurrent"): 0})


@pytest.mark.parametrize("count", [1, 3])
def test_watching_costs_the_same_for_one_holder_and_for_three(programme, fund, lan, count, django_assert_num_queries):
    _provinces(count, programme, fund, lan)
    units = Unit.objects.filter(code__startswith="P")

    with django_assert_num_queries(19):
        warnings = list(money_that_will_lapse(units, date(2025, 12, 1)))

    assert [each.unit.code for each in warnings] == [f"P{number}" for number in range(count)]
    assert {each.words.split(";")[0] for each in warnings} == {
        "Đến hết ngày 01/12/2025: giải ngân 0, đạt 0,00% trên 100 triệu đồng"
    }


def test_the_threshold_is_the_programmes_own(year, places, livelihoods, lan, programme):
    tell(year, lan, {livelihoods: 120})
    PaymentWatch.objects.create(programme=programme, behind=60, last_days=30)

    assert warned(places.ba_dinh, date(2025, 9, 1)) == []
    assert warned(places.ba_dinh, date(2025, 12, 10))[0].words.startswith("Đến hết ngày 10/12/2025: giải ngân 120")


def test_in_the_last_days_all_that_is_unspent_is_told(year, places, plan, livelihoods, lan):
    plan.budget_lines.exclude(component__code="DA1").delete()
    tell(year, lan, {livelihoods: 280})

    assert warned(places.ba_dinh, date(2025, 10, 1)) == []
    assert "chỉ còn 31 ngày là hết năm" in warned(places.ba_dinh, date(2025, 11, 30))[0].words


def test_money_paid_or_carried_over_warns_of_nothing(year, places, plan, livelihoods, lan):
    plan.budget_lines.exclude(component__code="DA1").delete()
    tell(year, lan, {livelihoods: {"paid": 100, "carried_out": 200}})

    assert warned(places.ba_dinh, date(2025, 12, 30)) == []


def test_a_year_that_told_nothing_yet_goes_by_its_last_period_that_did(year, places, programme, livelihoods, lan):
    nine = make_period(places.province, programme, PeriodKind.NINE)
    tell(nine, lan, {livelihoods: 120})

    (warning,) = warned(places.ba_dinh, date(2025, 10, 15))

    assert warning.words.startswith(
        "Đến hết ngày 30/9/2025: giải ngân 120, đạt 9,21% trên 1.303,5 triệu đồng; "
        "mới có 1/3 khoản có số giải ngân; đã qua 74,79% thời gian của năm"
    )


@pytest.mark.parametrize("face", ["project", "source", "holder", "khong-co"])
def test_the_page_shows_every_face(client, year, livelihoods, lan, minh, face):
    tell(year, lan, {livelihoods: 120})
    client.force_login(minh)

    page = client.get(reverse("payments", args=[f"{year.slug}__51"]), {"by": face})

    assert page.status_code == 200
    assert page.context["rows"][0].cells[-5].text == "120"


def test_a_row_leads_to_its_cell_and_the_cell_to_its_history(client, year, places, livelihoods, lan, minh):
    tell(year, lan, {livelihoods: 120})
    tell(year, lan, {livelihoods: 150})
    client.force_login(minh)
    page = client.get(reverse("payments", args=[f"{year.slug}__51"]))
    (address,) = {row.address for row in page.context["rows"] if "DA1" in row.address}

    cell = client.get(address)

    assert cell.context["words"] == "Dự án 1, ngân sách trung ương, sự nghiệp"
    assert [row.name for row in cell.context["rows"]] == ["TỔNG SỐ", "Xã Ba Dinh"]
    below = f"/payments/{year.slug}__21499/DA1/central-recurrent/"
    assert [row.address for row in cell.context["rows"]] == ["", below]
    assert client.get(below).status_code == 200
    assert [(deed.by, deed.holder, deed.amounts[2]) for deed in cell.context["deeds"]] == [
        ("Lan", "Xã Ba Dinh", "150"),
        ("Lan", "Xã Ba Dinh", "120"),
    ]


def test_holders_lead_to_their_own_page(client, year, livelihoods, minh):
    client.force_login(minh)

    page = client.get(reverse("payments", args=[f"{year.slug}__51"]), {"by": "holder"})

    assert [row.address for row in page.context["rows"] if row.address] == [f"/payments/{year.slug}__21499/"]


@pytest.mark.parametrize("person", ["tam", "hoa", "chair"])
def test_neighbours_find_nothing_and_those_who_only_read_may_look(request, client, year, livelihoods, person):
    client.force_login(request.getfixturevalue(person))
    seen = 404 if person == "tam" else 200

    assert client.get(reverse("payments", args=[f"{year.slug}__21499"])).status_code == seen
    cell = reverse("payment-cell", args=[f"{year.slug}__21499", "DA1", "central-recurrent"])
    assert client.get(cell).status_code == seen
    assert client.get(reverse("payments", args=["khong__21499"])).status_code == 404


@pytest.mark.parametrize("cell", ["DA9/central", "DA1/credit", "DA1/khong", "DA2/other"])
def test_a_cell_that_is_not_there_is_not_found(client, year, lan, cell):
    client.force_login(lan)

    address = reverse("payment-cell", args=[f"{year.slug}__21499", *cell.split("/")])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kept", [1, 3])
def test_the_page_costs_the_same_whatever_it_shows(
    client, year, plan, minh, lan, places, kept, django_assert_num_queries
):
    codes = ["DA1", "DA2.1", "DA2.2"][:kept]
    plan.budget_lines.exclude(component__code__in=codes).delete()
    lines = plan.budget_lines.select_related("component", "source")
    tell(year, lan, {place(places.ba_dinh, each.component.code, each.source.code, each.nature): 1 for each in lines})
    client.force_login(minh)

    with django_assert_num_queries(29):
        client.get(reverse("payments", args=[f"{year.slug}__51"]))


def test_the_history_of_a_cell_tells_also_of_who_holds_nothing_of_it_any_more(
    client, places, programme, fund, office, minh
):
    plan = make_plan(places.province, programme, "51-annual-2025-moi")
    fund(plan, "DA1", "central", "recurrent", 1000)
    share(plan, minh, [((office, "DA1.central.recurrent"), 400)])
    put_in_force(plan)
    year = make_period(places.province, programme)
    tell(year, minh, {place(places.province, "DA1", "central", "recurrent", office): 0})
    plan.allocations.all().delete()
    client.force_login(minh)

    cell = client.get(reverse("payment-cell", args=[f"{year.slug}__51", "DA1", "central-recurrent"]))

    assert [(deed.by, deed.holder) for deed in cell.context["deeds"]] == [("Minh", "Sở Mẫu")]


def test_payments_are_of_a_report_and_of_nothing_in_it(client, year, minh):
    client.force_login(minh)

    assert client.get(f"/payments/{year.slug}__51__gi-do/").status_code == 404


def test_loans_are_named_under_the_picture_and_not_drawn(year, places, plan, fund, sources, livelihoods, lan):
    sources["credit"].is_counted = False
    sources["credit"].save()
    fund(plan, "DA1", "credit", "recurrent", 10**12)
    tell(year, lan, {livelihoods: 120})
    paid = paid_by(year, places.ba_dinh)

    by_sources = bars(by_project(paid, paid.cube), by_source(paid, paid.cube), MoneyUnit.MILLION)[1]

    assert [mark.label for mark in by_sources.series[0].marks] == ["Ngân sách trung ương", "Ngân sách địa phương"]
    assert by_sources.words.endswith(
        "chưa có số liệu giải ngân trên 2,5 triệu đồng. Không vẽ nguồn ngoài tổng số: vốn tín dụng."
    )


def test_words_of_a_picture_name_the_unit_of_money(year, places, livelihoods, lan):
    tell(year, lan, {livelihoods: 120})
    paid = paid_by(year, places.ba_dinh)
    rows = [replace(row, printed=Sums(paid=row.printed.paid)) for row in by_source(paid, paid.cube)]

    (_, picture) = bars(by_project(paid, paid.cube), rows, MoneyUnit.MILLION)

    assert "Ngân sách trung ương: giải ngân 120 triệu đồng, đạt" in picture.words
