"""Money printed rounded: parts add up to the whole everywhere, and the unit that was forced is told."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.cube import cube_of, exact_cube_of
from budgets.models import BudgetLine
from budgets.rounding import foot, forced, nearest
from budgets.sharing import sharing_of
from planning.documents import docx, pdf, xlsx
from planning.documents.assemble import assemble
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import scope_of
from planning.sheets.workbooks import open_workbook
from planning.text.figures import figures_of
from tests.documents.papers import read_docx, read_pdf, read_xlsx
from tests.sheets.conftest import edited

MILLION = Decimal(10**6)
# A busy machine is no fault of the property.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AMOUNTS = st.lists(st.integers(0, 10**11).map(Decimal), min_size=1, max_size=12)


@pytest.fixture
def rounded(plan):
    """Ba Dinh's plan, printed to the million: 1,4 + 2,4 + 3,4 triệu are 7,2."""
    lines = BudgetLine.objects.filter(plan=plan).order_by("pk")
    for line, dong in zip(lines, (1_400_000, 2_400_000, 3_400_000), strict=True):
        BudgetLine.objects.filter(pk=line.pk).update(amount=dong)
    plan.money_decimals = 0
    plan.save()
    return plan


@CALM
@given(AMOUNTS, st.sampled_from([1_000, 10**6, 10**9]).map(Decimal))
def test_parts_add_up_to_the_nearest_whole_and_none_moves_by_a_step(amounts, step):
    exact = dict(enumerate(amounts))

    printed = foot(exact, step)

    assert sum(printed.values()) == nearest(sum(amounts), step)
    assert all(amount % step == 0 for amount in printed.values())
    assert all(abs(printed[key] - amount) < step for key, amount in exact.items())
    assert all(printed[key] == amount for key, amount in exact.items() if amount % step == 0)
    assert set(forced(exact, printed, step)) <= {key for key, amount in exact.items() if amount % step}


def test_the_part_that_lost_most_is_raised_and_of_equals_the_first():
    assert foot({"a": Decimal(14), "b": Decimal(26), "c": Decimal(1)}, Decimal(10)) == {"a": 10, "b": 30, "c": 0}
    assert foot({"a": Decimal(14), "b": Decimal(14), "c": Decimal(2)}, Decimal(10)) == {"a": 20, "b": 10, "c": 0}


def texts(plan):
    table = next(table for table in assemble(plan).appendices if table.key == "budget")
    return {row.cells[1].text: row.cells[2].text for row in table.rows}, table.notes


def test_sentence_table_and_appendix_print_one_number(rounded):
    rows, _ = texts(rounded)
    figures = figures_of(Reading(rounded))

    assert rows["TỔNG SỐ"] == "7"
    assert figures["budget.total"].text() == "7 triệu đồng"
    assert figures["budget.DA2"].text() == f"{rows['Dự án 2: Đào tạo']} triệu đồng"
    parts = [int(rows[name]) for name in ("Dự án 1: Sinh kế", "Tiểu dự án 1: Dạy nghề", "Tiểu dự án 2: Việc làm")]
    assert sum(parts) == 7
    assert int(rows["Dự án 2: Đào tạo"]) == parts[1] + parts[2]


def test_the_amount_that_was_forced_is_told_under_the_table_and_on_the_check(rounded):
    _, notes = texts(rounded)
    told = [problem for problem in problems_of_plan(rounded) if problem.rule == "rounded"]

    assert notes == (
        "Số liệu làm tròn đến 1 triệu đồng; để các số cộng khớp tổng số, 1 ô được điều chỉnh: "
        "Dự án 1, ngân sách trung ương, sự nghiệp in 2 (chính xác là 1,4).",
    )
    assert [problem.message for problem in told] == list(notes)
    assert obstacles(told) == []


def test_a_plan_that_prints_to_the_last_dong_says_nothing_of_rounding(rounded):
    rounded.money_decimals = None
    rounded.save()

    rows, notes = texts(rounded)

    assert rows["TỔNG SỐ"] == "7,2"
    assert notes == ()


def test_pdf_word_and_workbook_print_the_same_rounded_amounts_and_the_one_that_was_forced(rounded):
    document = assemble(rounded)
    (note,) = document.appendices[0].notes
    written = read_docx(docx.draw(document))
    money = written.numbers[1][0][3:]

    assert money[0] == ["7", "4", "2", "2", "3", "3"]
    assert "7 triệu đồng" in " ".join(written.words)
    assert note in written.words
    assert read_pdf(pdf.draw(document), document).numbers == written.numbers
    assert read_xlsx(xlsx.draw(document), document)[0] == [[Decimal(each) for each in row] for row in money]


def test_what_is_stored_stays_exact(rounded):
    reading = Reading(rounded)

    assert exact_cube_of(reading).total() == 7_200_000
    assert cube_of(reading).total() == 7_000_000


def test_taking_back_an_unchanged_export_that_prints_rounded_changes_nothing(rounded, lan):
    content = xlsx.draw(assemble(rounded))

    outcome = sheet_kind("budget").read(scope_of(rounded, may_enter=True), open_workbook(edited(content)), lan)

    assert outcome.problems == ()
    assert list(outcome.writes) == []


def test_one_amount_corrected_in_a_rounded_export_is_the_one_change_and_its_sums_are_those_in_sight(rounded, lan):
    sums = {"F9": 9, "D9": 11, "C9": 14, "D10": 9, "C10": 9}
    content = edited(xlsx.draw(assemble(rounded)), {"F10": 9} | sums)

    outcome = sheet_kind("budget").read(scope_of(rounded, may_enter=True), open_workbook(content), lan)

    assert outcome.problems == ()
    assert [(change.old, change.new) for change in outcome.writes] == [(1_400_000, 9_000_000)]


def test_shares_and_what_remains_add_up_to_the_line_as_it_prints(places, province_plan, department, allocate):
    allocate(places.district, 1_400_000)
    allocate(department, 1_300_000)
    province_plan.money_decimals = 0
    province_plan.save()

    sharing = sharing_of(Reading(province_plan))
    (line,) = (line for line in sharing.shared.lines)

    assert sharing.of_line(line) == {
        f"agency-{department.pk}": 1 * MILLION,
        f"unit-{places.district.pk}": 2 * MILLION,
    }
    assert sum(sharing.of_line(line).values()) + sharing.left.lines[line] == sharing.given.lines[line]


@pytest.mark.parametrize(("decimals", "total"), [(0, "7"), (1, "7,2"), (6, "7,2")])
def test_a_plan_prints_to_as_many_decimals_as_it_says(decimals, total, rounded):
    rounded.money_decimals = decimals
    rounded.save()

    assert texts(rounded)[0]["TỔNG SỐ"] == total


def test_every_forced_amount_is_listed_where_the_note_names_only_some(client, province_plan, fund, minh):
    """Fifteen lines of 1,4 triệu are 21: six of them print 2, the others 1."""
    BudgetLine.objects.filter(plan=province_plan).delete()
    for source in ("central", "local-province", "local-commune", "credit", "other"):
        for code in ("DA1", "DA2.1", "DA2.2"):
            fund(province_plan, code, source, "", 1_400_000)
    province_plan.money_decimals = 0
    province_plan.save()
    client.force_login(minh)

    page = client.get(reverse("budget", args=[province_plan.slug])).context

    assert page["table"].notes[0].endswith("; và 1 ô khác.")
    assert len(page["forced"]) == 6
    assert page["forced"][0] == "Dự án 1, ngân sách trung ương in 2 (chính xác là 1,4)"
