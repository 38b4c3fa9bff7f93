"""Reports printed: from the command line, and the same numbers in every format."""

from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from planning.documents import docx, pdf, xlsx
from planning.documents.assemble import assemble
from planning.documents.headings import header_rows
from planning.documents.parting import on_pages
from planning.plans.plans import PlanKind
from planning.reports.drafting import draft_report
from tests.documents.papers import read_docx, read_pdf, read_xlsx, values_in
from tests.reports.conftest import AT


def printed(*arguments):
    out = StringIO()
    call_command("print_plan", *arguments, stdout=out)
    return out.getvalue()


def test_a_report_is_printed_by_its_kind_and_period(report, tmp_path):
    target = tmp_path / "bao-cao.html"

    printed("21499", "2025", "--kind", "monitoring", "--period", "year", "--format", "html", "--output", str(target))

    assert '<h1 class="kind" data-bookmark="BÁO CÁO Kết quả thực hiện' in target.read_text(encoding="utf-8")


def test_of_two_reports_of_a_year_the_later_is_printed(report, places, period, lan, tmp_path):
    draft_report(places.ba_dinh, period("nine", ends_on=AT.date()), PlanKind.MONITORING, by=lan, at=AT)
    target = tmp_path / "a.html"

    printed("21499", "2025", "--kind", "monitoring", "--format", "html", "--output", str(target))

    assert "Chương trình mẫu năm 2025 trên địa bàn" in target.read_text(encoding="utf-8")


def test_a_report_that_is_not_there_is_named(report):
    with pytest.raises(CommandError, match="Không có báo cáo năm 2024 của đơn vị mã 21499"):
        printed("21499", "2024", "--kind", "monitoring")
    with pytest.raises(CommandError, match="Không có kỳ báo cáo quarter"):
        printed("21499", "2025", "--kind", "monitoring", "--period", "quarter")


def test_pdf_word_and_workbook_of_a_report_hold_the_same_numbers(written):
    document = assemble(written)
    paper, word = read_pdf(pdf.draw(document), document), read_docx(docx.draw(document))
    tables = zip(word.tables, on_pages(document).appendices, strict=True)
    below = [rows[len(header_rows(table.columns)) + 1 :] for rows, table in tables]

    assert document.appendices
    assert word.numbers == paper.numbers
    assert word.cells == paper.cells
    assert read_xlsx(xlsx.draw(document), document) == [
        [[value for cell in row for value in values_in(cell)] for row in rows] for rows in below
    ]


def test_the_workbook_of_a_paper_without_appendices_is_called_as_the_paper_is(report, plan):
    bare = [replace(assemble(paper), appendices=()) for paper in (report, plan)]

    names = [load_workbook(BytesIO(xlsx.draw(document))).sheetnames for document in bare]

    assert names == [["Báo cáo"], ["Kế hoạch"]]
