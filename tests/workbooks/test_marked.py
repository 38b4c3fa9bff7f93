"""The workbook given back with its faults, and the undoing of an import, on the sheet of the budget."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from planning.sheets.marking import marked_copy
from planning.sheets.uploads import AppliedSheet, SheetUpload
from tests.sheets.conftest import DA1, DA21, DA22, as_file, edited, exported, lines
from tests.workbooks.books import BOOKS
from tests.workbooks.tables import read


@pytest.fixture
def bring(client, lan, plan):
    """Lan uploads the plan's own workbook with these cells edited; returns what waits."""

    def brought(cells):
        client.force_login(lan)
        client.post(reverse("sheet-upload", args=[plan.slug, "budget"]), as_file(edited(exported(plan), cells)))
        return SheetUpload.objects.get()

    return brought


@pytest.fixture
def apply(client, plan, bring):
    def applied(cells):
        held = bring(cells)
        page = client.get(reverse("sheet-preview", args=[plan.slug, "budget", held.pk]))
        digest = page.context["outcome"].digest
        client.post(reverse("sheet-apply", args=[plan.slug, "budget", held.pk]), {"digest": digest})
        return AppliedSheet.objects.get()

    return applied


def test_each_bad_cell_is_marked_and_all_faults_are_listed_in_front():
    make, now = BOOKS["cells_that_are_no_entries"]
    problems = read(make(), now).problems

    workbook = load_workbook(BytesIO(marked_copy(make(), problems)))

    assert workbook.sheetnames == ["Lỗi", "Biểu"]
    listed = [[cell.value for cell in row[1:4]] for row in workbook["Lỗi"].iter_rows(min_row=2)]
    assert listed == [[p.sheet, p.address, p.value] for p in problems]
    marked = {cell.coordinate for row in workbook["Biểu"].iter_rows() for cell in row if cell.comment}
    assert marked == {problem.address for problem in problems}
    assert workbook["Biểu"]["D6"].comment.text == "Giá trị không được âm."
    assert workbook["Biểu"]["D6"].fill.start_color.rgb == "00FFC7CE"


@pytest.mark.parametrize("name", BOOKS)
def test_every_workbook_can_be_given_back(name):
    make, now = BOOKS[name]

    workbook = load_workbook(BytesIO(marked_copy(make(), read(make(), now).problems)))

    assert workbook.sheetnames[0] == "Lỗi"


def test_the_preview_leads_to_the_marked_copy(client, plan, bring):
    held = bring({f"F{DA1}": "x"})
    marked = reverse("sheet-marked", args=[plan.slug, "budget", held.pk])

    page, answer = client.get(reverse("sheet-preview", args=[plan.slug, "budget", held.pk])), client.get(marked)

    assert marked in page.text
    assert answer["Content-Disposition"] == 'attachment; filename="loi-bang.xlsx"'
    assert load_workbook(BytesIO(answer.content)).sheetnames[0] == "Lỗi"


def test_what_is_given_back_of_a_workbook_with_macros_is_a_plain_one(client, plan, bring):
    held = bring({f"F{DA1}": "x"})
    SheetUpload.objects.update(file_name="Kinh phí.2025.xlsm")

    answer = client.get(reverse("sheet-marked", args=[plan.slug, "budget", held.pk]))

    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''loi-Kinh%20ph%C3%AD.2025.xlsx"


def test_an_import_is_undone_as_one_step(client, plan, apply):
    before = lines(plan)
    step = apply({f"F{DA1}": 301, f"H{DA22}": None, f"J{DA21}": 0})

    answer = client.post(reverse("sheet-undo", args=[plan.slug, "budget", step.pk]), follow=True)

    assert lines(plan) == before
    assert "Đã hoàn tác lần nhập từ tệp bang.xlsx." in answer.text
    assert [event.verb for event in plan.events.order_by("pk")] == ["imported", "undone"]


def test_an_import_is_undone_once(client, plan, apply):
    step = apply({f"F{DA1}": 301})
    undo = reverse("sheet-undo", args=[plan.slug, "budget", step.pk])
    client.post(undo)

    answer = client.post(undo, follow=True)

    assert "Lần nhập này đã được hoàn tác." in answer.text


def test_an_import_whose_cell_was_changed_since_stays(client, plan, apply):
    step = apply({f"F{DA1}": 301, f"H{DA22}": None})
    plan.budget_lines.filter(component__code="DA1").update(amount=302_000_000)

    answer = client.post(reverse("sheet-undo", args=[plan.slug, "budget", step.pk]), follow=True)

    assert "Không hoàn tác được: 1 ô của lần nhập này đã được sửa sau đó." in answer.text
    assert lines(plan)["DA1", "central", "recurrent"] == 302_000_000


def test_who_only_reads_undoes_nothing(client, hoa, plan, apply):
    step, after = apply({f"F{DA1}": 301}), lines(plan)
    client.force_login(hoa)

    answer = client.post(reverse("sheet-undo", args=[plan.slug, "budget", step.pk]))

    assert (answer.status_code, lines(plan)) == (403, after)
