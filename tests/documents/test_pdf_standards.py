"""The PDF as archives and screen readers want it: PDF/A-3a and PDF/UA-1, its workbook inside, the same every time."""

import hashlib
import io
import pickle
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Name, pdfa

from planning.documents import pdf, xlsx
from planning.text.outline import Level
from tests.documents.samples import SENTENCE, body, document, line, row, table

# One table that WeasyPrint draws, and one that is drawn straight into the file.
SHORT, LONG = table(4, "a", "Phụ lục I"), table(80, "b", "Phụ lục II", notes=("Ghi chú.",))
SHOWN = {"Tj", "TJ", "f", "f*", "S", "B", "Do"}


@pytest.fixture(scope="module")
def sample():
    parts = [line(Level.PART, "I.", "MỤC ĐÍCH"), line(Level.PLAIN, "", SENTENCE), line(Level.PART, "II.", "YÊU CẦU")]
    return document([*parts, *body(12)], [SHORT, LONG], is_draft=True)


@pytest.fixture(scope="module")
def content(sample):
    return pdf.draw(sample)


@pytest.fixture(scope="module")
def book(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def elements(kids):
    """All elements of the tree of tags, in order."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from elements(kid.get("/K", pikepdf.Array()))


def tagged(book, *kinds):
    return [each for each in elements(book.Root.StructTreeRoot.K) if str(each.S)[1:] in kinds]


def metadata(book):
    return book.Root.Metadata.read_bytes().decode()


def test_the_metadata_names_both_standards_in_its_one_block(book):
    block, _, rest = metadata(book).partition("</rdf:RDF>")

    assert 'pdfaid:part="3" pdfaid:conformance="A"' in block
    assert 'pdfuaid:part="1"' in block
    assert "rdf:RDF" not in rest


def test_an_independent_checker_of_archives_finds_nothing_but_the_higher_level(content):
    report = pdfa.validate_written(io.BytesIO(content), "3b")

    # It checks level B and knows no identifier of PDF/UA; both are in the metadata.
    assert [str(each) for each in report.findings if "MetadataStream" not in str(each)] == []


def test_colours_are_told_by_an_output_intent(book):
    (intent,) = book.Root.OutputIntents

    assert intent.S == Name.GTS_PDFA1
    assert int(intent.DestOutputProfile.N) == 3


def test_every_font_is_embedded_and_can_be_read_back(book):
    fonts = [each for page in book.pages for each in page.Resources.Font.values()]

    assert len(fonts) > 4
    for font in fonts:
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert b"beginbf" in font.ToUnicode.read_bytes()


def test_the_file_says_its_title_its_language_and_who_issued_it(book):
    title = "KẾ HOẠCH Thực hiện Chương trình mẫu năm 2025"

    assert (str(book.Root.Lang), bool(book.Root.ViewerPreferences.DisplayDocTitle)) == ("vi", True)
    assert (str(book.docinfo.Title), str(book.docinfo.Author)) == (title, "ỦY BAN NHÂN DÂN XÃ BA DINH")
    assert f'<rdf:li xml:lang="x-default">{title}</rdf:li>' in metadata(book)


def test_bookmarks_lead_to_the_document_its_parts_and_its_appendices(book):
    with book.open_outline() as outline:
        (plan,) = outline.root
        names = [each.title for each in plan.children]

    assert plan.title == "KẾ HOẠCH Thực hiện Chương trình mẫu năm 2025"
    assert names[:2] == ["I. MỤC ĐÍCH", "II. YÊU CẦU"]
    assert names[2:] == [f"{each.label}. {each.title}" for each in (SHORT, LONG)]


def test_the_file_holds_no_script(book):
    names = {key for each in book.objects if isinstance(each, pikepdf.Dictionary) for key in each}

    assert not names & {"/JS", "/JavaScript", "/AA", "/OpenAction"}


def test_the_workbook_of_the_appendices_is_inside_as_their_source(book, sample):
    (file,) = book.Root.AF
    embedded = file.EF.F
    workbook = xlsx.draw(sample)

    assert (str(file.AFRelationship), str(file.UF)) == ("/Source", "phu-luc.xlsx")
    assert str(embedded.Subtype) == "/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert embedded.read_bytes() == workbook
    assert bytes(embedded.Params.CheckSum) == hashlib.md5(workbook).digest()
    assert list(book.attachments) == ["phu-luc.xlsx"]


def test_a_document_without_appendices_holds_no_workbook():
    with pikepdf.open(io.BytesIO(pdf.draw(document(body(2))))) as plain:
        assert "/AF" not in plain.Root
        assert not len(plain.attachments)


def test_the_same_document_gives_the_same_bytes_in_another_process(sample, content):
    drawing = (
        "import sys, pickle, hashlib, django; django.setup(); from planning.documents import pdf;"
        "print(hashlib.sha256(pdf.draw(pickle.load(sys.stdin.buffer))).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", drawing], input=pickle.dumps(sample), check=True, capture_output=True)

    assert done.stdout.decode().strip() == hashlib.sha256(content).hexdigest()


def test_another_figure_gives_another_file(sample, content):
    changed = replace(SHORT, rows=(row(99, 13), *SHORT.rows[1:]))

    assert pdf.draw(replace(sample, appendices=(changed, LONG))) != content


def test_everything_shown_is_tagged_or_an_artifact(book):
    for page in book.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(str(operator), 0)
            assert depth or str(operator) not in SHOWN, (operands, operator)
        assert depth == 0


def test_every_mark_on_a_page_belongs_to_one_tag_that_knows_it(book):
    numbers = book.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in book.pages:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        owned = owners[int(page.StructParents)]
        assert sorted(marks) == list(range(len(owned)))
        for mark, owner in enumerate(owned):
            kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
            assert mark in [int(kid) for kid in kids]
            assert owner.Pg.objgen == page.obj.objgen


def test_keys_of_the_tree_of_tags_are_in_order(book):
    numbers = book.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(numbers[place]) for place in range(0, len(numbers), 2)]

    assert keys == sorted(set(keys))


def test_only_appendices_are_tables_and_every_heading_of_theirs_says_its_scope(book):
    tables, headings = tagged(book, "Table"), tagged(book, "TH")

    assert {str(each.P.P.S) for each in tables} == {"/Sect"}
    assert {str(each.A.Scope) for each in headings} == {"/Column"}
    assert len(headings) > 2 * len(LONG.columns)


def test_a_long_table_is_one_table_with_one_header_and_all_its_rows(book):
    tables = tagged(book, "Table")
    head, rows = tables[-1].K

    assert len(tables) == 2
    assert (str(head.S), len(head.K)) == ("/THead", 3)
    assert (str(rows.S), len(rows.K)) == ("/TBody", len(LONG.rows) + len(LONG.notes))
    assert {len(each.K) for each in list(rows.K)[:-1]} == {len(LONG.columns)}


def test_headings_step_down_one_level_at_a_time(book):
    assert [str(each.S) for each in tagged(book, "H1", "H2", "H3")] == ["/H1", "/H2", "/H2", "/H2", "/H2"]
