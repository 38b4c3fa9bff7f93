"""One value, whatever it is printed on: the numbers read back out of PDF, Word and workbook are the same."""

import io

import pytest
from openpyxl import load_workbook

from planning.documents import docx, pdf, xlsx
from planning.documents.assemble import assemble
from planning.documents.headings import header_rows
from planning.documents.parting import on_pages
from planning.plans.plans import Issuing, Plan
from planning.text.templates import write_text
from tests.demonstration import loaded
from tests.documents.papers import read_docx, read_pdf, read_xlsx, rows_below_header, values_in
from tests.office import converted

# Only a mark tells pytest-django, before fixtures are looked up by name, that there must be a test database.
pytestmark = pytest.mark.django_db


@pytest.fixture
def decided_plan(plan):
    """Ba Dinh's plan, issued by a decision."""
    plan.issuing = Issuing.BY_DECISION
    plan.save()
    plan.sections.all().delete()
    write_text(plan)
    return plan


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The documents of the demonstration, which hang on no database once they are assembled."""
    with loaded(django_db_blocker):
        return {plan.slug: assemble(plan) for plan in Plan.objects.with_names()}


@pytest.fixture(scope="module")
def word_files(demo):
    return {slug: docx.draw(document) for slug, document in demo.items()}


def check_pdf_and_word(document, word_file):
    printed, written = read_pdf(pdf.draw(document), document), read_docx(word_file)

    assert written.numbers == printed.numbers
    assert written.numbers[0]
    assert written.cells == printed.cells


def check_word_and_workbook(document, word_file):
    tables = zip(read_docx(word_file).tables, on_pages(document).appendices, strict=True)
    below = [rows[len(header_rows(table.columns)) + 1 :] for rows, table in tables]

    assert read_xlsx(xlsx.draw(document), document) == [
        [[value for cell in row for value in values_in(cell)] for row in rows] for rows in below
    ]


@pytest.mark.parametrize("name", ["plan", "province_plan", "decided_plan"])
def test_pdf_word_and_workbook_of_a_plan_hold_the_same_numbers(request, name):
    document = assemble(request.getfixturevalue(name))

    check_pdf_and_word(document, docx.draw(document))
    check_word_and_workbook(document, docx.draw(document))


@pytest.mark.paper
def test_pdf_and_word_of_the_demonstration_hold_the_same_numbers(demo, word_files):
    for slug, document in demo.items():
        check_pdf_and_word(document, word_files[slug])


def test_word_and_workbook_of_the_demonstration_hold_the_same_numbers(demo, word_files):
    for slug, document in demo.items():
        check_word_and_workbook(document, word_files[slug])


def test_every_figure_of_the_demonstration_is_a_number_in_its_workbook(demo):
    for document in demo.values():
        sheets = load_workbook(io.BytesIO(xlsx.draw(document)), data_only=True)
        for table in document.appendices:
            below = rows_below_header(sheets[table.label], table)
            written = [cell.value if cell.data_type == "n" else None for row in below for cell in row]
            assert written == [cell.value and float(cell.value) for row in table.rows for cell in row.cells]


@pytest.mark.office
def test_word_files_print_the_numbers_they_hold(demo, word_files, tmp_path):
    files = {f"{slug}.docx": content for slug, content in word_files.items()}

    printed = converted(tmp_path, files, "pdf")

    for slug, document in demo.items():
        theirs = read_pdf(printed[f"{slug}.docx"], document)
        assert theirs.numbers == read_docx(word_files[slug]).numbers


@pytest.mark.office
def test_the_formulas_of_the_workbooks_come_to_the_values_they_hold(demo, tmp_path):
    drawn = {f"{slug}.xlsx": xlsx.draw(document) for slug, document in demo.items()}

    calculated = converted(tmp_path, {name: without_values(content) for name, content in drawn.items()}, "xlsx")

    formulas = 0
    for name, content in drawn.items():
        assert cells(calculated[name]) == cells(content)
        formulas += sum(is_formula(value) for value in cells(content, data_only=False).values())
    assert formulas


def without_values(content):
    """The workbook with its formulas alone: openpyxl keeps no result of a formula."""
    workbook, buffer = load_workbook(io.BytesIO(content)), io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def cells(content, data_only=True):
    workbook = load_workbook(io.BytesIO(content), data_only=data_only)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def is_formula(value):
    return isinstance(value, str) and value.startswith("=IF(COUNT(")
