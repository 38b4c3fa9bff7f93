"""The counterpart: which rate applies, what it calls for, and what is said of what there is."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgets.counterpart import checks_of, percent_words, rates_of
from budgets.counterpart_words import check_row
from budgets.models import BudgetLine, CounterpartRate
from planning.formats import MoneyUnit
from planning.places.units import GroupMembership, UnitGroup
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan

MILLION = 10**6


@pytest.fixture
def rate(programme, sources):
    """Make a rate: `rate("a", "local", 15)`."""

    def make(code, source, percent, **more):
        fields = {"programme": programme, "first_year": 2021, "last_year": 2025} | more
        return CounterpartRate.objects.create(code=code, source=sources[source], percent=percent, **fields)

    return make


@pytest.fixture
def commune(plan, fund):
    """Ba Dinh's plan with 871 of central money, 87 of the province's and 43 of its own, for the programme."""
    BudgetLine.objects.filter(plan=plan).delete()
    fund(plan, "CT", "central", "recurrent", 871 * MILLION)
    fund(plan, "CT", "local-province", "", 87 * MILLION)
    fund(plan, "CT", "local-commune", "", 43 * MILLION)
    return plan


def told(plan):
    rows = [check_row(check, MoneyUnit.MILLION) for check in checks_of(Reading(plan))]
    return [(row.name, row.rate.split(" %")[0], row.expected, row.entered, row.share, row.difference) for row in rows]


@pytest.mark.parametrize(
    ("share", "rate", "words"),
    [
        (Decimal(42_659) * 100 / 284_319, 15, "15,004 %"),
        (Decimal(130) * 100 / 871, 15, "14,93 %"),
        (Decimal(15), 15, "15,00 %"),
        (Decimal("14.99999"), 15, "14,99999 %"),
        (Decimal(0), 15, "0,00 %"),
    ],
)
def test_a_share_has_as_many_decimals_as_tell_it_from_its_rate(share, rate, words):
    assert percent_words(share, Decimal(rate)) == words


def test_the_rates_of_two_budgets_come_to_one_of_local_money(commune, rate):
    down = {"rounding": "down", "rounding_unit": MILLION}
    rate("tinh", "local-province", 10, **down)
    rate("xa", "local-commune", 5, **down)

    assert told(commune) == [
        ("Ngân sách địa phương", "15", "130", "130", "14,93 %", "0"),
        ("Ngân sách tỉnh", "10", "87", "87", "9,99 %", "0"),
        ("Ngân sách xã", "5", "43", "43", "4,94 %", "0"),
    ]


@pytest.mark.parametrize(("rounding", "expected"), [("exact", "130,65"), ("down", "130"), ("nearest", "131")])
def test_what_is_due_is_rounded_as_the_rate_says(rounding, expected, commune, rate):
    rate("chung", "local", 15, rounding=rounding)

    assert [row[2] for row in told(commune)] == [expected]


def test_each_nature_is_held_against_the_rate_where_both_sides_are_divided(province_plan, fund, rate):
    fund(province_plan, "CT", "local", "investment", 11_700 * MILLION)
    fund(province_plan, "CT", "local", "recurrent", 30_760 * MILLION)
    rate("chung", "local", 15)

    assert told(province_plan) == [
        ("Ngân sách địa phương", "15", "42.450", "42.460", "15,004 %", "+10"),
        ("Đầu tư phát triển", "15", "11.700", "11.700", "15,00 %", "0"),
        ("Sự nghiệp", "15", "30.750", "30.760", "15,005 %", "+10"),
    ]


@pytest.mark.parametrize(("tolerance", "is_within"), [(649_999, False), (650_000, True)])
def test_what_is_within_the_tolerance_is_no_matter(tolerance, is_within, commune, rate):
    rate("chung", "local", 15, tolerance=tolerance)

    notes = [problem for problem in problems_of_plan(commune) if problem.rule == "counterpart"]

    assert bool(notes) is not is_within
    assert obstacles(notes) == []
    if notes:
        assert notes[0].message == (
            "Ngân sách địa phương có 130 (bằng 14,93 %); tỷ lệ quy định 15 % vốn ngân sách trung ương, "
            "phải có 130,65; chênh lệch -0,65 triệu đồng."
        )


def test_the_most_particular_rate_applies(places, commune, rate):
    group = UnitGroup.objects.create(code="nhom", name="nhóm")
    GroupMembership.objects.create(group=group, unit=places.ba_dinh)
    named = []
    for code, percent, scope in [
        ("moi-noi", 1, {}),
        ("tinh", 2, {"unit": places.province}),
        ("nhom", 3, {"group": group}),
        ("xa", 4, {"unit": places.ba_dinh}),
        ("xa-cap", 5, {"unit": places.ba_dinh, "level": "commune"}),
        ("xa-nam", 6, {"unit": places.ba_dinh, "level": "commune", "first_year": 2025}),
    ]:
        rate(code, "local", percent, **scope)
        named.append([each.code for each in rates_of(commune)])

    assert named == [["moi-noi"], ["tinh"], ["nhom"], ["xa"], ["xa-cap"], ["xa-nam"]]


def test_a_rate_of_another_place_level_programme_or_time_does_not_apply(places, commune, rate):
    group = UnitGroup.objects.create(code="nhom", name="nhóm")
    GroupMembership.objects.create(group=group, unit=places.ba_dinh, valid_to=date(2025, 12, 30))
    rate("xa-khac", "local", 1, unit=places.ba_to)
    rate("cap-khac", "local", 2, level="province")
    rate("nhom-cu", "local", 3, group=group)
    rate("nam-khac", "local", 4, last_year=2024)

    assert rates_of(commune) == []
    assert told(commune) == []


@pytest.mark.parametrize(("city", "ward"), [(80, 20), (30, 70), (35, 65)])
def test_a_counterpart_is_shared_between_a_city_and_its_communes(city, ward, commune, rate, fund):
    BudgetLine.objects.filter(plan=commune).exclude(source__code="central").delete()
    fund(commune, "CT", "local-province", "", city * MILLION)
    fund(commune, "CT", "local-commune", "", (ward + 10) * MILLION)
    rate("tinh", "local-province", city, base="counterpart")
    rate("xa", "local-commune", ward, base="counterpart")

    due = [Decimal(city) * 110 / 100, Decimal(ward) * 110 / 100]
    assert [check.expected / MILLION for check in checks_of(Reading(commune))] == due
    assert [check.is_within for check in checks_of(Reading(commune))] == [False, False]


def test_a_plan_without_central_money_owes_nothing(commune, rate):
    BudgetLine.objects.filter(plan=commune, source__code="central").delete()
    rate("chung", "local", 15)

    assert told(commune) == []


def test_money_that_is_not_there_yet_is_told_as_such(commune, rate):
    BudgetLine.objects.filter(plan=commune).exclude(source__code="central").delete()
    rate("chung", "local", 15)

    (note,) = (problem.message for problem in problems_of_plan(commune) if problem.rule == "counterpart")

    assert note.startswith("Ngân sách địa phương chưa có; tỷ lệ quy định 15 %")


def test_the_page_of_money_shows_each_rate(client, commune, rate, lan, django_assert_num_queries):
    rate("tinh", "local-province", 10)
    client.force_login(lan)
    page = reverse("budget", args=[commune.slug])

    text = client.get(page).content.decode()
    with django_assert_num_queries(14) as before:
        client.get(page)
    rate("xa", "local-commune", 5)
    rate("chung", "local", 15)

    assert '<td class="number text-nowrap">9,99 %</td>' in text
    assert "Thấp hơn tỷ lệ quy định" in text
    with django_assert_num_queries(len(before)):
        client.get(page)


def test_the_database_refuses_a_rate_for_a_unit_and_a_group_at_once(places, mountain_districts, rate):
    with pytest.raises(IntegrityError), transaction.atomic():
        rate("hai", "local", 1, unit=places.province, group=mountain_districts)


@pytest.mark.parametrize(
    ("rounding", "unit", "expected", "words"),
    [
        ("exact", 1, "130,65", "không làm tròn"),
        ("down", MILLION, "130", "bỏ phần lẻ dưới 1 triệu đồng, từ 130,65"),
        ("nearest", 10 * MILLION, "130", "làm tròn đến 10 triệu đồng, từ 130,65"),
        ("down", 50_000, "130,65", "bỏ phần lẻ dưới 0,05 triệu đồng"),
    ],
)
def test_how_what_is_due_was_rounded_is_told_and_from_what(rounding, unit, expected, words, commune, rate):
    rate("chung", "local", 15, rounding=rounding, rounding_unit=unit)

    row = check_row(checks_of(Reading(commune))[0], MoneyUnit.MILLION)

    assert (row.expected, row.rounding, row.share) == (expected, words, "14,93 %")


def test_a_rate_tells_its_note(client, commune, rate, lan):
    rate("chung", "local", 15, note="Văn bản quy định tỷ lệ chưa rõ.")
    client.force_login(lan)

    text = client.get(reverse("budget", args=[commune.slug])).content.decode()

    assert "Văn bản quy định tỷ lệ chưa rõ." in text


def test_central_money_without_any_rate_is_told_as_such(client, commune, lan):
    client.force_login(lan)
    page, words = reverse("budget", args=[commune.slug]), "chưa có tỷ lệ vốn đối ứng nào được khai báo cho xã Ba Dinh"

    assert words in client.get(page).content.decode()
    BudgetLine.objects.filter(plan=commune, source__code="central").delete()
    assert words not in client.get(page).content.decode()


def test_two_tiers_come_to_one_rate_though_a_share_of_the_counterpart_is_told_too(commune, rate):
    rate("tinh", "local-province", 10)
    rate("xa", "local-commune", 5)
    rate("tinh-phan", "local-province", 66, base="counterpart")

    assert [(row[0], row[1]) for row in told(commune)] == [
        ("Ngân sách địa phương", "15"),
        ("Ngân sách tỉnh", "10"),
        ("Ngân sách tỉnh", "66"),
        ("Ngân sách xã", "5"),
    ]
