"""The demo holds what the documents state, prints it, and is safe to load twice."""

import re
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pdfplumber
import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Sum
from django.test import override_settings
from docx import Document
from openpyxl import load_workbook

from budgets.models import BudgetLine, FundingSource
from indicators.models import Basis, Target
from planning.demo import DEMO_FILES
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import UnitGroup
from planning.plans.plans import Plan
from planning.review.problems import obstacles, problems_of_plan

pytestmark = pytest.mark.paper

MILLION = 10**6
REPORT = "bao-cao-tinh-mau-2025"
QUANG_NGAI = {
    "budget.total": "365.665",
    "budget.central": "284.319",
    "budget.central.investment": "78.650",
    "budget.central.recurrent": "205.669",
    "budget.local": "42.659",
    "budget.local.investment": "11.797",
    "budget.local.recurrent": "30.862",
    "budget.other": "38.687",
}
TARGETS = ["2,21", "11,07", "10.050", "3,67", "33,50", "33,40", "93,90", "1.463", "90,40", "95,03", "99,40"]


@pytest.fixture(scope="module")
def written_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo loaded and written to files, in a transaction around this module's tests."""
    folder = tmp_path_factory.mktemp("papers")
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with quick, django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo")
        call_command("write_demo", output=folder)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def demo(written_once, db):
    """The folder of the papers; each test takes back only its own changes."""
    return written_once


def words(path):
    with pdfplumber.open(path) as book:
        return " ".join(" ".join(page.extract_text() for page in book.pages).split())


def numbers(path):
    return set(re.findall(r"(?<![\d.,/])\d[\d.]*(?:,\d+)?(?![\d/])", words(path)))


def stored(slug, **where):
    total = BudgetLine.objects.filter(plan__slug=slug, **where).aggregate(total=Sum("amount"))["total"]
    return f"{total / MILLION:,.0f}".replace(",", ".")


def rows_of_word(path):
    """The rows of each appendix under its index row, as texts."""
    for table in Document(path).tables:
        yield from after_index([[cell.text for cell in row.cells] for row in table.rows])


def rows_of_workbook(path):
    """The same of each sheet, numbers as they are shown."""
    for sheet in load_workbook(path, data_only=True).worksheets:
        yield from after_index([[shown(cell) for cell in row] for row in sheet.iter_rows()])


def after_index(rows):
    """What follows the row of a table that numbers its columns: `A`, `B`."""
    starts = [place for place, row in enumerate(rows) if row[:2] == ["A", "B"]]
    return (tuple(row) for row in (rows[starts[0] + 1 :] if starts else ()) if len(set(row)) > 1)


def figures_of(row):
    """The cells of a row that are numbers, without the one that counts the rows."""
    return [cell for cell in row[2:] if re.fullmatch(r"[\d.]+(,\d+)?", cell)]


def shown(cell):
    """A cell as its format shows it, in the Vietnamese way."""
    if not isinstance(cell.value, int | float):
        return cell.value or ""
    decimals = len(cell.number_format.partition(".")[2])
    return f"{cell.value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def test_every_figure_of_quang_ngai_is_printed_and_equals_the_database(demo):
    printed = numbers(demo / "quang-ngai-2025.pdf")

    assert set(QUANG_NGAI.values()) | set(TARGETS) <= printed
    slug = "51-annual-2025"
    for name, figure in QUANG_NGAI.items():
        _, source, nature = [*name.split("."), "", ""][:3]
        where = {} if source == "total" else {"source__code": source} | ({"nature": nature} if nature else {})
        assert stored(slug, **where) == figure


def test_ba_dinh_adds_up_over_three_budgets(demo):
    assert {"1.001", "871", "130", "87", "43", "5,57", "264", "0,59", "185"} <= numbers(demo / "ba-dinh-2025.pdf")
    assert stored("21499-annual-2025") == "1.001"


def test_quang_xuong_prints_its_nine_lines(demo):
    lines = {"3.207", "1.518", "391", "1.181", "672", "119", "139", "362", "193"}

    assert lines | {"7.782", "1,32", "175", "701"} <= numbers(demo / "quang-xuong-2023.pdf")
    assert stored("406-annual-2023") == "7.782"


def test_the_workbooks_hold_numbers_equal_to_the_lines(demo):
    sheet = load_workbook(demo / "quang-ngai-2025.xlsx", data_only=True).worksheets[0]
    found = {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)}

    assert {Decimal(str(value)) for value in found} >= {365665, 284319, 78650, 205669, 42659, 11797, 30862, 38687}


def test_son_la_prints_its_money_in_billions_and_its_loans_apart(demo):
    text = words(demo / "son-la-2021-2025.pdf")

    assert {"1.166,086", "35", "591", "1.201,086", "16.000"} <= numbers(demo / "son-la-2021-2025.pdf")
    assert "Tổng kinh phí dự kiến từ ngân sách nhà nước là 1.201,086 tỷ đồng" in text
    assert "bằng 3% ngân sách trung ương" in text
    assert "giảm bình quân 4 đến 5 điểm % mỗi năm" in text


def test_the_action_plan_prints_its_tasks_in_five_groups(demo):
    text = words(demo / "quang-ngai-16-2022.pdf")

    assert "Kế hoạch gồm 22 nhiệm vụ, chia thành 5 nhóm:" in text
    assert "Số: 16/KH-UBND" in text


def test_the_tasks_are_as_many_in_each_group_as_the_source_has(demo):
    groups = Plan.objects.get(slug="51-action-2021").task_groups.all()

    assert [group.tasks.count() for group in groups] == [6, 2, 9, 1, 4]
    assert {task.timing_words for group in groups for task in group.tasks.all()} == {
        "Hằng năm",
        "Định kỳ 02 năm",
        "Năm 2022",
        "Giai đoạn 2021-2025",
        "Giai đoạn 2021-2030",
        "Giai đoạn 2021-2025 và giai đoạn 2026-2030",
    }


def test_son_la_reduces_by_the_year_and_more_in_its_two_poor_districts(demo):
    rates = Target.objects.filter(plan__slug="14-period-2021", indicator__code__endswith="poor-rate")
    found = [(t.indicator.code, t.group_id is not None, t.value, t.value_to, t.basis) for t in rates]

    assert found == [
        ("poor-rate", False, 3, None, Basis.AVERAGE),
        ("poor-rate", True, 4, 5, Basis.AVERAGE),
        ("minority-poor-rate", False, 3, None, Basis.AVERAGE),
    ]
    poor = UnitGroup.objects.get(code="son-la-huyen-ngheo").members_on(date(2022, 12, 2))
    assert set(poor.values_list("name", flat=True)) == {"Thuận Châu", "Sốp Cộp"}


def test_loans_do_not_count_as_spending(demo):
    uncounted = FundingSource.objects.filter(is_counted=False)

    assert [source.code for source in uncounted] == ["credit"]


def test_a_plan_with_a_signature_names_who_signs_and_for_whom(demo):
    real = Plan.objects.filter(unit__is_sample=False).exclude(signatory="")
    signed = {plan.slug: (plan.reference, plan.signatory, plan.capacity) for plan in real}

    assert signed == {
        "51-action-2021": ("16/KH-UBND", "Võ Phiên", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        "14-period-2021": ("2544/QĐ-UBND", "Tráng Thị Xuân", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC"),
        "406-annual-2023": ("…/KH-UBND", "Nguyễn Huy Nam", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
    }


def test_nothing_in_the_demo_stands_in_the_way_of_signing(demo):
    for slug in DEMO_FILES.values():
        assert obstacles(problems_of_plan(Plan.objects.get(slug=slug))) == []


def test_what_the_sources_do_not_say_is_noted(demo):
    noted = {
        (problem.rule, slug)
        for slug in DEMO_FILES.values()
        for problem in problems_of_plan(Plan.objects.get(slug=slug))
    }

    # 42.659 stands in the source where the rate of the province calls for 42.647,85.
    assert noted == {("no-subject", "406-annual-2023"), ("counterpart", "51-annual-2025")}


def test_loading_twice_keeps_what_an_officer_changed(demo):
    line = BudgetLine.objects.get(plan__slug="21499-annual-2025", source__code="local-commune")
    line.amount = 50 * MILLION
    line.save()
    BudgetLine.objects.filter(plan__slug="21499-annual-2025", source__code="local-province").delete()

    call_command("load_demo")

    assert stored("21499-annual-2025") == "921"


def test_of_the_sample_and_of_its_commune_one_person_edits_and_another_signs(demo):
    def units(username, action):
        return set(units_of(User.objects.get(username=username), action).values_list("code", flat=True))

    assert {"MAU"} == units("mau", Action.EDIT) == units("kymau", Action.ISSUE)
    assert "MX00001" in units("xamau", Action.EDIT) & units("kyxamau", Action.ISSUE)
    assert units("kyxamau", Action.EDIT) == units("xamau", Action.ISSUE) == set()


def test_the_report_of_the_sample_says_the_same_on_its_three_papers(demo):
    in_word = {row: figures_of(row) for row in rows_of_word(demo / f"{REPORT}.docx") if figures_of(row)}
    in_workbook = {row: figures_of(row) for row in rows_of_workbook(demo / f"{REPORT}.xlsx") if figures_of(row)}
    # What stands on two lines of its cell comes between the figures of a row that is read line by line.
    on_paper = " ".join(word for word in words(demo / f"{REPORT}.pdf").split() if not word.isalpha())

    assert len(in_word) > 100
    assert in_word == in_workbook
    assert [found for found in in_word.values() if " ".join(found) not in on_paper] == []


def test_the_report_of_the_sample_has_its_pictures_inside_each_paper(demo):
    with pdfplumber.open(demo / f"{REPORT}.pdf") as book:
        captions = {caption for page in book.pages for caption in re.findall(r"Biểu đồ \d+\.", page.extract_text())}
        drawn = [len(page.curves) for page in book.pages if "Biểu đồ" in page.extract_text()]
    in_word = [name for name in ZipFile(demo / f"{REPORT}.docx").namelist() if "/media/" in name]
    in_workbook = [name for name in ZipFile(demo / f"{REPORT}.xlsx").namelist() if "/media/" in name]

    assert captions == {f"Biểu đồ {number}." for number in range(1, 5)}
    assert min(drawn) > 100
    assert (len(in_word), len(in_workbook)) == (4, 4)
