"""What the level above gave, beside what the plan has; and the appendix and figures of what is shared out."""

import pytest
from django.urls import reverse

from budgets.above import comparisons, given_above
from budgets.models import FundingSource
from planning.documents.assemble import assemble
from planning.places.units import Succession
from planning.plans.permissions import Status
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from planning.text.figures import figures_of
from planning.text.templates import write_text
from tests.budgets.conftest import CENTRAL_INVESTMENT
from tests.conftest import make_plan


@pytest.fixture
def district_plan(places, programme, province_plan, fund, allocate):
    """The district's plan of 2025, to which the province has shared out 900 and 100 triệu; it says 900 and 120."""
    allocate(places.district, 900_000_000)
    allocate(places.district, 100_000_000, CENTRAL_INVESTMENT)
    province_plan.status = Status.ISSUED
    province_plan.save()
    plan = make_plan(places.district, programme, "535-annual-2025")
    fund(plan, "DA1", "central", "recurrent", 400_000_000)
    fund(plan, "DA2.2", "central", "recurrent", 500_000_000)
    fund(plan, "DA2.1", "central", "investment", 120_000_000)
    write_text(plan)
    return plan


def compared(plan):
    return [(each.words, each.given, each.own, each.difference) for each in comparisons(Reading(plan))]


def notes(plan):
    return [problem.message for problem in problems_of_plan(plan) if problem.rule == "differs-from-above"]


def test_what_was_shared_out_to_a_unit_stands_beside_its_own_lines(district_plan):
    assert compared(district_plan) == [
        ("Ngân sách trung ương, đầu tư phát triển", 100_000_000, 120_000_000, 20_000_000),
        ("Ngân sách trung ương, sự nghiệp", 900_000_000, 900_000_000, 0),
    ]


def test_a_difference_is_worth_a_look_and_stands_in_nobodys_way(district_plan):
    problems = [problem for problem in problems_of_plan(district_plan) if problem.rule == "differs-from-above"]

    assert notes(district_plan) == [
        "Ngân sách trung ương, đầu tư phát triển: cấp trên phân bổ 100, kế hoạch ghi 120 triệu đồng."
    ]
    assert obstacles(problems) == []


def test_an_action_plan_above_gives_an_annual_plan_nothing(district_plan, province_plan):
    province_plan.kind = PlanKind.ACTION
    province_plan.save()

    assert given_above(district_plan).given == {}


def test_a_plan_that_is_not_issued_gives_nothing(district_plan, province_plan):
    province_plan.status = Status.DRAFT
    province_plan.save()

    assert compared(district_plan) == []


def test_a_commune_of_the_new_map_has_what_was_given_to_those_it_was_made_of(places, plan, district_plan, minh, fund):
    budget = make_plan(places.district, district_plan.programme, "535-annual-2025-b", version=2)
    line = fund(budget, "DA1", "central", "recurrent", 10_000_000)
    for unit in (places.old_ba_dinh, places.ba_giang):
        budget.allocations.create(line=line, unit=unit, amount=4_000_000)
    budget.status = Status.ISSUED
    budget.save()

    assert list(given_above(plan).given.values()) == [8_000_000]
    Succession.objects.filter(predecessor=places.ba_giang).update(is_partial=True)
    assert list(given_above(plan).given.values()) == [4_000_000]


def test_money_divided_on_one_side_only_is_compared_as_a_whole(places, programme, province_plan, fund, district_plan):
    district_plan.budget_lines.all().delete()
    fund(district_plan, "CT", "central", "", 1_000_000_000)

    assert compared(district_plan) == [("Ngân sách trung ương", 1_000_000_000, 1_000_000_000, 0)]


def test_the_page_shows_both_sides(client, district_plan, minh):
    client.force_login(minh)

    text = client.get(reverse("allocation", args=[district_plan.slug])).content.decode()

    assert "Cấp trên đã phân bổ cho huyện Ba Tơ" in text
    assert '<td class="number">+20</td>' in text


def test_the_page_costs_the_same_with_few_shares_and_with_more(
    client, places, province_plan, department, minh, allocate, django_assert_num_queries
):
    allocate(places.district, 1)
    client.force_login(minh)
    page = reverse("allocation", args=[province_plan.slug])
    client.get(page)
    with django_assert_num_queries(17) as before:
        client.get(page)
    allocate(department, 1)
    allocate(places.district, 1, CENTRAL_INVESTMENT)

    with django_assert_num_queries(len(before)):
        client.get(page)


def test_the_appendix_of_shares_adds_up(places, province_plan, department, allocate):
    allocate(places.district, 3_500_000)
    allocate(department, 1_500_000)
    allocate(department, 2_000_000, CENTRAL_INVESTMENT)

    table = next(table for table in assemble(province_plan).appendices if table.key == "allocation")

    assert table.title == "PHÂN BỔ KINH PHÍ NĂM 2025 CHO CÁC ĐƠN VỊ"
    assert [column.headings for column in table.columns[2:]] == [
        ("Tổng số",),
        ("Ngân sách trung ương", "Cộng"),
        ("Ngân sách trung ương", "Đầu tư phát triển"),
        ("Ngân sách trung ương", "Sự nghiệp"),
    ]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "TỔNG SỐ", "7", "7", "2", "5"],
        ["I", "Các huyện, thị xã, thành phố", "3,5", "3,5", "", "3,5"],
        ["1", "Huyện Ba Tơ", "3,5", "3,5", "", "3,5"],
        ["II", "Các cơ quan, đơn vị", "3,5", "3,5", "2", "1,5"],
        ["1", "Sở Mẫu", "3,5", "3,5", "2", "1,5"],
    ]
    assert [row.adds for row in table.rows] == [(1, 3), (2,), (), (4,), ()]
    assert table.notes == ("Kinh phí còn lại chưa phân bổ: 320.993 triệu đồng.",)


def test_the_appendix_of_shares_has_no_more_columns_with_more_lines(places, province_plan, fund, allocate):
    fund(province_plan, "DA1", "central", "recurrent", 4_000_000)
    allocate(places.district, 3_000_000)
    allocate(places.district, 2_000_000, "DA1.central.recurrent")

    table = next(table for table in assemble(province_plan).appendices if table.key == "allocation")

    assert [cell.text for cell in table.rows[0].cells] == ["", "TỔNG SỐ", "5", "5", "", "5"]


def test_the_text_names_the_appendix_of_shares_once_there_is_one(places, province_plan, allocate):
    assert cited(province_plan) == []

    allocate(places.district, 5_000_000_000)

    assert cited(province_plan) == ["Kinh phí phân bổ cho từng cơ quan, đơn vị nêu tại Phụ lục III kèm theo."]
    assert "appendix-not-cited" not in {problem.rule for problem in problems_of_plan(province_plan)}


def cited(plan):
    """What the text says of the appendix of shares."""
    texts = ["".join(run.text for run in each.runs) for each in assemble(plan).first.paragraphs]
    return [text for text in texts if text.startswith("Kinh phí phân bổ")]


def test_a_plan_that_shares_out_nothing_has_no_such_appendix(plan):
    assert [table.key for table in assemble(plan).appendices if table.key == "allocation"] == []


def test_a_sentence_quotes_what_is_shared_out_and_what_remains(places, province_plan, allocate):
    allocate(places.district, 5_000_000_000)

    figures = figures_of(Reading(province_plan))

    assert figures["allocation.total"].text() == "5.000 triệu đồng"
    assert figures["allocation.remaining"].text() == "316.000 triệu đồng"
    assert figures["allocation.central"].text() == "5.000 triệu đồng"
    assert figures["allocation.central.remaining"].text() == "278.000 triệu đồng"
    assert figures["allocation.other"].text() == "…"
    assert figures["budget.stage"].text() == "dự kiến"


def test_the_page_says_what_remains_of_each_source_and_nature_and_to_whom_it_went(
    client, places, province_plan, fund, minh, allocate
):
    fund(province_plan, "DA1", "local-province", "recurrent", 4_000_000)
    fund(province_plan, "DA2.2", "local-province", "recurrent", 6_000_000)
    fund(province_plan, "CT", "credit", "", 9_000_000)
    FundingSource.objects.filter(code="credit").update(is_counted=False)
    allocate(places.district, 3_000_000, "DA1.local-province.recurrent")
    client.force_login(minh)

    page = client.get(reverse("allocation", args=[province_plan.slug])).context

    assert [(row.headings, row.given, row.shared, row.left) for row in page["kinds"]] == [
        (("Tổng số", ""), "321.010", "3", "321.007"),
        (("Ngân sách trung ương", "Đầu tư phát triển"), "78.000", "", "78.000"),
        (("Ngân sách trung ương", "Sự nghiệp"), "205.000", "", "205.000"),
        (("Ngân sách tỉnh", "Sự nghiệp"), "10", "3", "7"),
        (("Vốn tín dụng (không cộng vào tổng số)", ""), "9", "", "9"),
        (("Huy động khác", ""), "38.000", "", "38.000"),
    ]
    assert [[cell.text for cell in row.cells] for row in page["table"].rows] == [
        ["", "TỔNG SỐ", "3", "3", "3"],
        ["I", "Các huyện, thị xã, thành phố", "3", "3", "3"],
        ["1", "Huyện Ba Tơ", "3", "3", "3"],
    ]
    assert len(page["rows"]) == 6
