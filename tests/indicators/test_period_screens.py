"""Screens of a period's results: a unit's targets, one figure with all behind it, its note. All figures invented."""

import pytest
from django.urls import reverse

from indicators.models import PeriodResult, Target
from planning.places.units import Unit
from planning.tracking.scopes import report_name
from tests.conftest import make_plan
from tests.indicators.assigning import issue, make_communes
from tests.indicators.reporting import NOW, reported, row_of, tell, vetted


@pytest.fixture
def asked(places, programme, houses):
    plan = make_plan(places.province, programme, "51-annual-2025")
    Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value=20)
    issue(plan)


def address(period, unit, code="", name="period-results"):
    return reverse(name, args=[report_name(period, unit, code)])


def rows(response, name="drawn"):
    return [[cell.text for _, cell, _ in cells] for _, cells in response.context[name]["rows"]]


def test_a_province_sees_its_targets_and_one_of_them_unit_by_unit(client, year, asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12) | vetted(11), places.ba_to: reported(9)})
    client.force_login(minh)

    page = client.get(address(year, places.province))

    assert rows(page)[1][5:] == ["", "21", "20", "Đạt"]
    assert rows(page, "units") == [["1", "21484", "Xã Ba Tơ", "9"], ["2", "21499", "Xã Ba Dinh", "11"]]
    assert address(year, places.ba_dinh) in page.text
    assert address(year, places.province, "houses") in page.text


def test_a_figure_tells_who_entered_it_when_and_what_it_is_made_of(client, year, asked, places, lan, minh, rate):
    tell(year, rate, {places.ba_dinh: reported(60, 760)}, by=lan)
    tell(year, rate, {places.ba_dinh: vetted(57, 760)}, by=minh)
    client.force_login(lan)

    look = client.get(address(year, places.ba_dinh, "poor-rate")).context["look"]

    assert (look.text, look.source) == ("7,50%", "Số thẩm định của cấp trên.")
    assert [(each.told, each.text, each.formula, each.by, each.at) for each in look.history] == [
        ("Thẩm định", "7,50%", "57 / 760 × 100", "Minh", NOW),
        ("Thực hiện", "7,89%", "60 / 760 × 100", "Lan", NOW),
    ]


def test_the_figure_of_a_province_leads_down_to_its_communes(client, year, asked, places, minh, rate):
    tell(year, rate, {places.ba_dinh: reported(60, 760), places.ba_to: reported(0, 240)})
    client.force_login(minh)

    page = client.get(address(year, places.province, "poor-rate"))

    assert page.context["look"].source == "Tổng tử số chia tổng mẫu số của 2/2 đơn vị cấp dưới: 60 / 1.000 × 100."
    assert [(unit.name, text) for unit, _, text, _ in page.context["below"]] == [
        ("Ba Tơ", "0,00%"),
        ("Ba Dinh", "7,89%"),
    ]


def test_a_note_is_kept_beside_the_figure(client, year, asked, places, lan, houses):
    client.force_login(lan)
    note = address(year, places.ba_dinh, "houses", "period-result-note")

    answer = client.post(note, {"note": "Gồm cả nhà sửa chữa"})
    tell(year, houses, {places.ba_dinh: reported(3)})
    client.post(note, {"note": ""})

    assert answer.status_code == 302
    assert PeriodResult.history.order_by("history_id").first().note == "Gồm cả nhà sửa chữa"
    assert row_of(year, places.ba_dinh, houses).note == ""


def test_a_figure_of_the_review_takes_a_note_too(client, year, places, lan, indicator):
    poor = indicator("poor", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households")
    client.force_login(lan)

    client.post(address(year, places.ba_dinh, "poor", "period-result-note"), {"note": "Chờ phúc tra"})

    assert row_of(year, places.ba_dinh, poor).note == "Chờ phúc tra"


def test_a_note_that_is_too_long_is_refused_in_words(client, year, asked, places, lan):
    client.force_login(lan)

    answer = client.post(address(year, places.ba_dinh, "houses", "period-result-note"), {"note": "x" * 301})

    assert answer.status_code == 400
    assert answer.context["form"].errors["note"]
    assert not PeriodResult.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("hoa", 403), ("chair", 403), ("tam", 404), ("minh", 302)])
def test_only_who_enters_figures_writes_notes(request, client, year, asked, places, who, status):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(address(year, places.ba_dinh, "houses", "period-result-note"), {"note": "x"})

    assert answer.status_code == status


def test_a_locked_period_takes_no_note(client, year, asked, places, lan):
    year.locked_at = NOW
    year.save()
    client.force_login(lan)

    assert client.post(address(year, places.ba_dinh, "houses", "period-result-note"), {"note": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["51-year-2025__21484", "51-year-2025__21499__gi-do", "gi-do", "51-year-2025__51"])
def test_what_is_not_there_or_not_seen_is_not_found(client, year, asked, lan, name):
    client.force_login(lan)

    assert client.get(reverse("period-results", args=[name])).status_code == 404


def test_pages_stand_while_nothing_is_asked_or_told(client, year, places, minh, houses):
    client.force_login(minh)
    empty = client.get(address(year, places.province, "houses"))
    houses.delete()

    nothing = client.get(address(year, places.province))

    assert (empty.status_code, nothing.status_code) == (200, 200)
    assert "chưa có chỉ tiêu nào được hỏi" in nothing.text


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(client, year, asked, places, minh, houses, count, django_assert_num_queries):
    communes = make_communes(places.province, count)
    tell(year, houses, {unit: reported(3) for unit in Unit.objects.filter(pk__in=[each.pk for each in communes])})
    client.force_login(minh)

    with django_assert_num_queries(58):
        client.get(address(year, places.province))
    with django_assert_num_queries(36):
        client.get(address(year, places.province, "houses"))
