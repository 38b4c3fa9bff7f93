"""The screen that opens a period: the days it proposes, and how it tells what is wrong with those it is given."""

from datetime import date

import pytest
from django.urls import reverse

from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import Deadline
from tests.tracking.rounds import on_day, opened


@pytest.fixture
def period(places, programme, minh, monkeypatch):
    """The annual period of 2025, on a day in November."""
    on_day(monkeypatch, date(2025, 11, 10))
    return opened(places.province, programme, minh)


def opening(**more):
    fields = {
        "code": "51",
        "programme": ReportingPeriod.objects.values_list("programme", flat=True).first(),
        "kind": "half",
        "first_year": 2026,
        "last_year": "",
        "ends_on": "30/06/2026",
        "opens_on": "01/05/2026",
        "due_province": "31/05/2026",
        "due_commune": "11/05/2026",
    }
    return fields | more


def test_a_period_is_opened_with_the_days_proposed(period, client, minh):
    client.force_login(minh)

    proposed = client.get(
        reverse("period-new"), {"code": "51", "programme": period.programme_id, "kind": "half", "first_year": 2026}
    )
    opened_one = client.post(reverse("period-new"), opening())

    form = proposed.context["form"]
    assert {
        name: form.initial.get(name) for name in ("ends_on", "opens_on", "due_province", "due_district", "due_commune")
    } == {
        "ends_on": date(2026, 6, 30),
        "opens_on": date(2026, 4, 11),
        "due_province": date(2026, 5, 31),
        "due_district": None,
        "due_commune": date(2026, 5, 11),
    }
    assert opened_one.url == "/periods/51-half-2026/"
    assert Deadline.objects.filter(period__slug="51-half-2026").count() == 2


def test_next_year_the_units_own_days_are_proposed(period, client, minh):
    client.force_login(minh)

    form = client.get(
        reverse("period-new"), {"code": "51", "programme": period.programme_id, "kind": "year", "first_year": 2026}
    ).context["form"]

    assert (form.initial["due_province"], form.initial["due_commune"]) == (date(2026, 11, 30), date(2026, 11, 20))
    assert form.initial["basis"] == "Hạn theo kỳ cùng loại gần nhất của đơn vị."


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"first_year": "x"}, "first_year", "Nhập một số tổng thể."),
        ({"last_year": "2025"}, "last_year", "Năm cuối không được trước năm đầu."),
        ({"last_year": "2027"}, "last_year", "Kỳ này chỉ của một năm; vui lòng để trống năm cuối."),
        ({"kind": "adhoc"}, "occasion", "Vui lòng ghi nội dung báo cáo đột xuất."),
        ({"ends_on": "31/02/2026"}, "ends_on", "Nhập một ngày hợp lệ."),
    ],
)
def test_what_is_wrong_with_an_opening_is_told_beside_its_field(changed, field, words, period, client, minh):
    client.force_login(minh)

    response = client.post(reverse("period-new"), opening(**changed))

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert ReportingPeriod.objects.count() == 1


def test_what_stands_in_the_way_of_an_opening_is_told_at_its_head(period, client, minh):
    client.force_login(minh)

    twice = client.post(
        reverse("period-new"),
        opening(
            kind="year", first_year=2025, ends_on="31/12/2025", opens_on="01/10/2025", due_province="", due_commune=""
        ),
    )
    upside_down = client.post(reverse("period-new"), opening(due_commune="01/06/2026"))

    assert twice.context["refusal"] == "Tỉnh Quảng Ngãi đã mở kỳ báo cáo năm 2025."
    assert upside_down.context["refusal"] == "Hạn gửi của cấp dưới không được sau hạn của cấp trên."
