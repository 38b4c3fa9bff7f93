"""The grid as a page and as a plain form: what is drawn, and what is saved where no script runs."""

import json
import re

import pytest
from django.urls import reverse

from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.views import entry
from tests.entry.money import LOCKED, amounts

BASE = {
    "rows": ["all", "DA1", "DA2.1", "DA2.2"],
    "columns": ["recurrent", "investment", "total"],
    "texts": [["300", "1.001", "1.301"], ["300", "", "300"], ["", "1.001", "1.001"], ["", "", ""]],
}


@pytest.fixture
def address(plan, money_table):
    return reverse("entry-grid", args=[plan.slug, "money"])


@pytest.fixture
def html(client, address, lan):
    """Lan's page of the grid."""
    client.force_login(lan)
    return client.get(address).content.decode()


@pytest.fixture
def send(client, address, lan):
    """Lan sends the form with some cells typed anew, by their places."""
    client.force_login(lan)

    def post(typed, base=None):
        base = base or BASE
        places = {
            f"{row}.{place}": text for row, texts in enumerate(base["texts"]) for place, text in enumerate(texts)
        }
        return client.post(address, {"base": json.dumps(base)} | places | typed)

    return post


def cell(html, name):
    """What stands between the borders of a cell."""
    return re.search(rf'<td[^>]*><input name="{re.escape(name)}" .*?</td>', html)[0]


def test_each_input_is_named_by_row_column_and_unit(html):
    assert cell(html, "1.0") == (
        '<td data-state="above"><input name="1.0" value="300" size="7" aria-labelledby="r1 c0 grid-unit"'
        ' aria-describedby="n1.0"><span class="entry-note" id="n1.0">Cấp trên: 250</span></td>'
    )
    assert 'id="r1" aria-label="Dự án DA1">Dự án DA1</th>' in " ".join(html.split())
    assert 'aria-label="Trung ương, sự nghiệp">Sự nghiệp</th>' in " ".join(html.split())


def test_a_locked_cell_says_why(html):
    assert cell(html, "1.1") == (
        '<td data-state="locked"><input name="1.1" value="" size="7" aria-labelledby="r1 c1 grid-unit" readonly'
        f' aria-describedby="n1.1"><span class="entry-note" id="n1.1">{LOCKED["DA1", "investment"]}</span></td>'
    )


def test_sums_have_no_input(html):
    assert html.count('<td class="sum">') == 6
    assert 'name="0.0"' not in html
    assert 'name="1.2"' not in html


def test_a_table_without_rows_says_why_and_has_nothing_to_save(client, plan, lan):
    client.force_login(lan)

    html = client.get(reverse("entry-grid", args=[plan.slug, "assignment"])).content.decode()

    assert "Đơn vị này không có đơn vị cấp dưới để giao chỉ tiêu." in html
    assert [part for part in ("<table", "grid-form", "grid.js") if part in html] == []


def test_the_form_saves_what_changed(send, plan):
    response = send({"1.0": "310,5", "2.0": "4"})

    assert response.status_code == 302
    assert amounts(plan) == {
        ("DA1", "recurrent"): 310_500_000,
        ("DA2.1", "recurrent"): 4_000_000,
        ("DA2.1", "investment"): 1_001_000_000,
    }


def test_what_cannot_be_saved_stands_in_its_cell_with_the_reason(send, plan):
    response = send({"1.0": "310", "2.0": "bốn <b>"})

    html = response.content.decode()
    assert response.status_code == 400
    assert "Đã lưu 1 ô. 1 ô chưa lưu được" in html
    assert 'value="bốn &lt;b&gt;"' in cell(html, "2.0")
    assert 'aria-invalid="true"' in cell(html, "2.0")
    assert "Không phải là số." in cell(html, "2.0")
    assert amounts(plan)["DA1", "recurrent"] == 310_000_000


def test_what_another_changed_is_shown_and_can_then_be_overruled(send, plan):
    drawn_before = BASE | {"texts": [BASE["texts"][0], ["290", "", "290"], *BASE["texts"][2:]]}

    html = send({"1.0": "310"}, drawn_before).content.decode()
    assert "Người khác vừa ghi 300 vào ô này." in cell(html, "1.0")
    assert 'value="310"' in cell(html, "1.0")
    assert send({"1.0": "310"}).status_code == 302
    assert amounts(plan)["DA1", "recurrent"] == 310_000_000


def test_a_form_that_is_not_ours_is_a_bad_request(client, address, lan):
    client.force_login(lan)

    bases = ["", "{", "[]", "1", '{"rows": ["DA1"], "columns": ["recurrent"], "texts": []}', "[" * 100_000]
    assert {client.post(address, {"base": base}).status_code for base in bases} == {400}
    assert client.post(address).status_code == 400


def test_a_large_table_is_taken_as_a_form(client, address, lan):
    client.force_login(lan)
    texts = [[""] * 15] * 170
    base = {"rows": list(map(str, range(170))), "columns": list(map(str, range(15))), "texts": texts}
    cells = {f"{row}.{place}": "" for row in range(170) for place in range(15)}

    assert client.post(address, {"base": json.dumps(base)} | cells).status_code == 302


def test_a_viewer_reads_figures_without_inputs(client, address, plan, hoa):
    client.force_login(hoa)

    html = client.get(address).content.decode()
    assert '<td data-state="above">300<' in html
    assert "<input name=" not in html
    assert LOCKED["DA1", "investment"] not in html
    assert client.post(address, {"base": json.dumps(BASE)}).status_code == 403


def test_an_issued_plan_is_read_only(client, address, plan, lan):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    client.force_login(lan)

    assert "<input name=" not in client.get(address).content.decode()


@pytest.mark.parametrize(("limit", "most"), [("GRID_ROWS", 3), ("GRID_CELLS", 11)])
def test_a_table_too_large_for_a_screen_goes_by_workbook(limit, most, client, address, plan, lan, monkeypatch):
    monkeypatch.setattr(entry, limit, most)
    client.force_login(lan)

    html = client.get(address).content.decode()
    assert "<table" not in html
    assert "Bảng có 4 dòng, 3 cột, quá lớn" in html
    assert reverse("sheet-template", args=[plan.slug, "money"]) in html
    assert reverse("sheet-upload", args=[plan.slug, "money"]) in html


def test_the_page_is_not_kept_by_the_browser(client, address, lan):
    client.force_login(lan)

    assert "no-store" in client.get(address)["Cache-Control"]
