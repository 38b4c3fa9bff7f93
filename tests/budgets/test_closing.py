"""The sums that real plans state, closed by the model's own totals and said on the page of money."""

import pytest
from django.urls import reverse

from budgets.columns import plan_lines
from budgets.counterpart import checks_of
from budgets.cube import cube_of, sources_of
from budgets.models import Stage, stage_in_force
from planning.people.users import User
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from tests.demonstration import loaded

QUANG_NGAI, BA_DINH, QUANG_XUONG, SON_LA = "51-annual-2025", "21499-annual-2025", "406-annual-2023", "14-period-2021"
MILLION = 10**6


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """The demonstration, in a transaction around this module's tests."""
    with loaded(django_db_blocker):
        yield


@pytest.fixture
def demo(loaded_once, db):
    """Everything `load_demo` brings."""


def reading_of(slug):
    return Reading(Plan.objects.get(slug=slug))


def million(reading, source):
    nodes = {node.source.code: node for top in reading.once(sources_of) for node in top.walk()}
    total = cube_of(reading).total(source=nodes[source])
    return None if total is None else total / MILLION


def shares(slug):
    return [(check.name, check.share_words, check.is_within) for check in checks_of(reading_of(slug))]


@pytest.mark.parametrize(("slug", "total"), [(QUANG_NGAI, 365_665), (BA_DINH, 1_001), (QUANG_XUONG, 7_782)])
def test_a_plan_comes_to_the_total_it_states(slug, total, demo):
    assert cube_of(reading_of(slug)).total() == total * MILLION


def test_central_local_and_other_money_make_up_the_provinces_total(demo):
    reading = reading_of(QUANG_NGAI)

    parts = [million(reading, source) for source in ("central", "local", "other")]

    assert parts == [284_319, 42_659, 38_687]
    assert sum(parts) == 365_665


def test_the_province_and_the_commune_make_up_local_money_in_ba_dinh(demo):
    reading = reading_of(BA_DINH)

    assert [million(reading, source) for source in ("central", "local", "local-province", "local-commune")] == [
        871,
        130,
        87,
        43,
    ]


def test_the_counterpart_of_each_plan_is_told_against_its_rate(demo):
    assert shares(QUANG_NGAI) == [
        ("Ngân sách địa phương", "15,004 %", False),
        ("Ngân sách địa phương, đầu tư phát triển", "14,999 %", False),
        ("Ngân sách địa phương, sự nghiệp", "15,01 %", False),
    ]
    assert shares(BA_DINH) == [
        ("Ngân sách địa phương", "14,93 %", True),
        ("Ngân sách tỉnh", "9,99 %", True),
        ("Ngân sách xã", "4,94 %", True),
    ]
    assert shares(SON_LA) == [("Ngân sách địa phương", "3,001 %", True)]
    assert shares(QUANG_XUONG) == []


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        (QUANG_NGAI, ("15,004 %", "42.647,85", "+11,15", "không làm tròn", "Cao hơn tỷ lệ quy định")),
        (BA_DINH, ("14,93 %", "130", "0", "cộng các ngân sách, từ 130,65", "Đúng số phải có sau khi làm tròn")),
    ],
)
def test_the_page_of_money_says_what_it_is_against_fifteen(slug, told, demo, client):
    client.force_login(User.objects.get(username="quantri"))

    row = client.get(reverse("budget", args=[slug])).context["checks"][0]

    assert row.rate == "15 % vốn ngân sách trung ương"
    assert (row.share, row.expected, row.difference, row.rounding, row.verdict) == told


def test_money_allocated_by_a_decision_is_at_that_stage_and_names_it(demo):
    reading = reading_of(QUANG_XUONG)

    assert reading.once(stage_in_force) == Stage.ALLOCATED
    assert {line.document for line in plan_lines(reading)} == {"Quyết định số 1185/QĐ-UBND ngày 11/4/2023"}
