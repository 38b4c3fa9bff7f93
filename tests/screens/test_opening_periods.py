"""The screen that opens a period: the days it proposes, and how it tells what is wrong with those it is given."""

import re
from datetime import date

import pytest
from django.urls import reverse

from planning.plans.periods import ReportingPeriod
from planning.plans.programmes import Programme
from planning.tracking import asking
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
        "kind": "nine",
        "first_year": 2025,
        "last_year": "",
        "ends_on": "30/09/2025",
        "opens_on": "01/09/2025",
        "due_province": "05/10/2025",
        "due_commune": "20/09/2025",
    }
    return fields | more


def span(period, **more):
    return {"code": "51", "programme": period.programme_id, "kind": "nine", "first_year": 2025} | more


def days(form):
    names = ("ends_on", "opens_on", "due_province", "due_district", "due_commune")
    return {name: form.initial.get(name) for name in names}


def test_a_period_is_opened_with_the_days_proposed(period, client, minh):
    client.force_login(minh)

    proposed = client.get(reverse("period-new"), span(period, kind="year", first_year=2024))
    opened_one = client.post(reverse("period-new"), opening())

    assert days(proposed.context["form"]) == {
        "ends_on": date(2024, 12, 31),
        "opens_on": date(2024, 10, 11),
        "due_province": date(2024, 11, 30),
        "due_district": date(2024, 11, 20),
        "due_commune": date(2024, 11, 10),
    }
    assert opened_one.url == "/periods/51-nine-2025/"
    assert Deadline.objects.filter(period__slug="51-nine-2025").count() == 2


def test_next_year_the_units_own_days_are_proposed(period, client, minh):
    Programme.objects.update(last_year=2026)
    client.force_login(minh)

    form = client.get(reverse("period-new"), span(period, kind="year", first_year=2026)).context["form"]

    assert (form.initial["due_province"], form.initial["due_commune"]) == (date(2026, 11, 30), date(2026, 11, 20))
    assert form.initial["basis"] == "Hạn theo kỳ cùng loại gần nhất của đơn vị."


def test_the_address_of_the_days_holds_no_token_and_the_form_of_the_days_does(period, client, minh):
    client.force_login(minh)

    first = client.get(reverse("period-new")).text
    second = client.get(reverse("period-new"), span(period)).text

    assert 'method="get"' in first
    (form,) = re.findall(r'<form method="get".*?</form>', first, re.DOTALL)
    assert "csrfmiddlewaretoken" not in form
    assert 'method="get"' not in second
    assert "csrfmiddlewaretoken" in second


def test_the_opener_is_told_what_the_period_will_ask(period, client, minh, monkeypatch):
    monkeypatch.setattr(asking, "_sayings", [lambda period: f"Chưa có kế hoạch năm {period.year} được ban hành."])
    client.force_login(minh)

    page = client.get(reverse("period-new"), span(period))

    assert page.context["asked"] == ["Chưa có kế hoạch năm 2025 được ban hành."]
    assert "Chưa có kế hoạch năm 2025 được ban hành." in page.text


@pytest.mark.parametrize(("today", "year"), [(date(2024, 3, 1), 2024), (date(2027, 3, 1), 2025)])
def test_the_year_proposed_first_is_one_of_the_programme(today, year, period, client, minh, monkeypatch):
    on_day(monkeypatch, today)
    client.force_login(minh)

    assert client.get(reverse("period-new")).context["span"].initial["first_year"] == year


@pytest.mark.parametrize("year", [2020, 2031])
def test_a_year_outside_the_programme_is_refused_before_and_after_the_days(year, period, client, minh):
    client.force_login(minh)
    words = f"Năm {year} không thuộc giai đoạn 2021-2025 của chương trình."

    asked = client.get(reverse("period-new"), span(period, first_year=year))
    sent = client.post(reverse("period-new"), opening(first_year=year, ends_on=f"30/09/{year}"))

    assert (asked.status_code, sent.status_code) == (400, 400)
    assert asked.context["span"].errors == {"first_year": [words]}
    assert sent.context["form"].errors == {"first_year": [words]}
    assert ReportingPeriod.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"first_year": "x"}, "first_year", "Nhập một số tổng thể."),
        ({"last_year": "2024"}, "last_year", "Năm cuối không được trước năm đầu."),
        ({"last_year": "2026"}, "last_year", "Kỳ này chỉ của một năm; vui lòng để trống năm cuối."),
        ({"kind": "adhoc"}, "occasion", "Vui lòng ghi nội dung báo cáo đột xuất."),
        ({"ends_on": "31/02/2025"}, "ends_on", "Nhập một ngày hợp lệ."),
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
    upside_down = client.post(reverse("period-new"), opening(due_commune="06/10/2025"))

    assert twice.context["refusal"] == "Tỉnh Quảng Ngãi đã mở kỳ báo cáo năm 2025."
    assert upside_down.context["refusal"] == "Hạn gửi của cấp dưới không được sau hạn của cấp trên."
