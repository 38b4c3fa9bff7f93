"""Every figure of a year's report is what was told in the year, added up once more."""

import io
import re

import pdfplumber
import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from indicators.models import Result
from planning.documents import docx, xlsx
from planning.documents.assemble import document_of
from planning.documents.pdf import draw as draw_pdf
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from tests.year.sums import (
    before,
    counts,
    given,
    number,
    of_component,
    of_holder,
    of_money,
    of_results,
    rate,
    units_expected,
    vietnamese,
)
from tests.year.told import ASSIGNED, LINES, MODELS, RATE, TASKS, WHOLE, WORK, YEAR


def test_every_figure_of_the_text_is_what_the_communes_told_added_up(report):
    runs = [run for paragraph in document_of(Reading(report)).paragraphs for run in paragraph.runs]

    assert {run.figure: run.text for run in runs if run.value is not None} == {
        "report.asked": "5 đơn vị",
        "tasks.total": f"{len(TASKS)} nhiệm vụ",
        "tasks.done": "1 nhiệm vụ",
        "tasks.unreported": "1 nhiệm vụ",
        "tasks.overdue.count": "1 nhiệm vụ",
        "recommendations.total": "1 kiến nghị",
        **of_results(),
        **of_money(),
    }


def table_of(report, key):
    """The cells of an appendix, from a column of figures on, by the words before."""
    table = next(table for table in document_of(Reading(report)).appendices if table.key == key)
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_results_appendix_has_every_sum_of_what_was_told(report):
    rows = {row[1]: row[4:9] for row in table_of(report, "results")[1:]}
    picks = (lambda figure: figure[0], lambda figure: figure[1], counts)

    assert rows == {
        "Tỷ lệ hộ nghèo": [vietnamese(before(RATE), 2), *(vietnamese(rate(pick), 2) for pick in picks), "Vượt"],
        "Mô hình": [str(before(MODELS)), *(str(number(MODELS, pick)) for pick in picks), "Đạt"],
        "Việc làm": [str(before(WORK)), *(str(number(WORK, pick)) for pick in picks), "Chưa đủ số liệu"],
    }


def test_every_commune_has_its_own_figures_in_its_line(report):
    assert {row[1]: row[3:] for row in table_of(report, "results-units")} == dict(units_expected())


def test_the_appendix_of_payments_foots_by_project_and_source(report):
    rows = [row[2:] for row in table_of(report, "payments")]

    assert rows == [
        of_component(""),
        *[of_component("DA1")] * 2,
        of_component("DA2"),
        *[of_component("DA2.1")] * 2,
        *[of_component("DA2.2")] * 2,
    ]


def test_the_appendix_of_holders_has_every_dong_once(report):
    rows = {row[1]: row[2:] for row in table_of(report, "payments-holders")}
    shares = {unit: sum(line[4][unit] for line in LINES) for unit in ASSIGNED}
    own = sum(line[5] for line in LINES)

    assert rows["TỔNG SỐ"] == of_component("")
    assert rows["Giữ lại tại tỉnh Quảng Ngãi"] == of_holder("province", given() - own - sum(shares.values()))
    assert rows["Sở Mẫu"] == of_holder("agency", own)
    assert rows["Huyện Ba Tơ"] == of_holder("535", shares["535"])
    assert rows["Huyện Minh Long"] == of_holder("536", shares["536"])


def test_what_counts_became_the_result_of_the_year(report, world):
    results = Result.objects.filter(year=YEAR).select_related("unit", "indicator")
    told = {
        (code, indicator): figure
        for code, of in WHOLE.items()
        for indicator, figures in of.items()
        if (figure := counts(figures)) is not None
    }

    assert {
        (row.unit.code, row.indicator.code): row.value if row.numerator is None else (row.numerator, row.denominator)
        for row in results
    } == told


def test_nothing_stands_in_the_way_of_signing(report):
    assert obstacles(problems_of_plan(report)) == []


@pytest.mark.paper
def test_a_zero_stays_zero_and_a_blank_stays_blank_on_every_paper(report, world, client):
    document = document_of(Reading(report))
    expected = dict(units_expected())

    sheets = load_workbook(io.BytesIO(xlsx.draw(document)))
    cells = [[cell.value for cell in row] for sheet in sheets for row in sheet.iter_rows()]
    in_sheet = {row[1]: row[3:6] for row in cells if row[1:2] and row[1] in WHOLE}
    tables = Document(io.BytesIO(docx.draw(document))).tables
    in_word = {row[1]: row[3:] for table in tables for row in words_of(table) if row[1:2] and row[1] in WHOLE}
    with pdfplumber.open(io.BytesIO(draw_pdf(document))) as book:
        lines = [line.split() for page in book.pages for line in page.extract_text().splitlines()]
    in_pdf = {line[1]: line[-len(filled(expected[line[1]])) :] for line in lines if line[1:2] and line[1] in WHOLE}
    client.force_login(world.editor)
    page = client.get(reverse("plan-preview", args=[report.slug])).content.decode()
    on_screen = {code: re.findall(rf"{code}</td>(.*?)</tr>", page, re.DOTALL)[0] for code in WHOLE}

    assert (expected["21500"][1], expected["21600"][2]) == ("0", "")
    assert (in_sheet["21500"][1], in_sheet["21600"][2]) == (0, None)
    assert in_word == expected
    assert in_pdf == {code: filled(texts) for code, texts in expected.items()}
    assert {code: re.findall(r"<td[^>]*>\s*([^<]*?)\s*</td>", row)[1:] for code, row in on_screen.items()} == expected


def filled(texts):
    return [text for text in texts if text]


def words_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]
