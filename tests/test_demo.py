"""The demo holds what the documents state, prints it, and is safe to load twice."""

import re
from decimal import Decimal

import pdfplumber
import pytest
from django.core.management import call_command
from django.db.models import Sum
from openpyxl import load_workbook

from budgets.models import BudgetLine
from planning.people.users import User

MILLION = 10**6
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


@pytest.fixture
def demo(db, tmp_path):
    """The demo loaded and written to files."""
    call_command("load_demo")
    call_command("write_demo", output=tmp_path)
    return tmp_path


def words(path):
    with pdfplumber.open(path) as book:
        return " ".join(" ".join(page.extract_text() for page in book.pages).split())


def numbers(path):
    return set(re.findall(r"(?<![\d.,/])\d[\d.]*(?:,\d+)?(?![\d/])", words(path)))


def stored(slug, **where):
    total = BudgetLine.objects.filter(plan__slug=slug, **where).aggregate(total=Sum("amount"))["total"]
    return f"{total / MILLION:,.0f}".replace(",", ".")


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


def test_the_demo_contradicts_itself_nowhere_that_a_rule_can_see(demo, client):
    client.force_login(User.objects.get(username="quantri"))

    for slug in ("51-annual-2025", "21499-annual-2025", "406-annual-2023"):
        assert "Không tìm thấy mâu thuẫn" in client.get(f"/plans/{slug}/check/").content.decode()


def test_loading_twice_keeps_what_an_officer_changed(demo):
    line = BudgetLine.objects.get(plan__slug="21499-annual-2025", source__code="local-commune")
    line.amount = 50 * MILLION
    line.save()
    BudgetLine.objects.filter(plan__slug="21499-annual-2025", source__code="local-province").delete()

    call_command("load_demo")

    assert stored("21499-annual-2025") == "921"
