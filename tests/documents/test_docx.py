"""The Word file: what an officer finds who goes on writing in it."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from time import process_time
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from planning.documents import docx
from planning.documents.assemble import assemble
from planning.documents.docx import appendices
from planning.documents.model import Cell, Column, Leaf, Paragraph, PlanDocument, Row, RowKind, Table
from planning.formats import number, parse_number
from planning.text.binding import Run
from planning.text.outline import numbered, parse
from tests.documents.papers import Markers, read_docx

OUTLINE = """Mở đầu
I. MỤC TIÊU
1. Mục tiêu chung
1.1. Giảm nghèo;
1.2. Việc làm:
a) Một;
b) Hai;
c) Ba;
d) Bốn;
đ) Năm:
- Gạch;
+ Cộng;
2. Mục tiêu cụ thể.
II. KINH PHÍ
1. Tổng số.
III. TỔ CHỨC
Điều 1. Ban hành.
1. Khoản của Điều.
Điều 2. Hiệu lực."""


def leaf_of(source="", **more):
    lines = numbered(parse(source))
    paragraphs = tuple(Paragraph(line.level, marker, (Run(line.text),)) for marker, line, _ in lines if line.text)
    return Leaf(("ỦY BAN NHÂN DÂN", "XÃ THỬ"), "KẾ HOẠCH", "Thử một việc", paragraphs, **more)


def table_of(*rows, **more):
    columns = (
        Column("number", ("TT",), "A", 5),
        Column("name", ("Nội dung",), "B", 30),
        Column("a", ("Kế hoạch", "Giao"), "1", 10, is_number=True),
        Column("b", ("Kế hoạch", "Đạt"), "2", 10, is_number=True),
    )
    return Table("thu", "BẢNG THỬ", columns, rows, label="Phụ lục I", attached_to="(Kèm theo)", **more)


def word_of(*leaves, tables=(), **more):
    return Document(io.BytesIO(docx.draw(PlanDocument(leaves or (leaf_of(),), tuple(tables), **more))))


@pytest.fixture
def word(plan):
    """The Word file of Ba Dinh's plan, open."""
    return Document(io.BytesIO(docx.draw(assemble(plan))))


def styles_of(word):
    return {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}


def test_what_the_paper_is_made_of_has_a_style_of_its_name(word):
    styles = styles_of(word)

    assert styles["KẾ HOẠCH"] == "Title"
    assert styles["MỤC ĐÍCH, YÊU CẦU"] == "Heading 1"
    assert styles["Mục đích"] == "Heading 2"
    assert styles["Phụ lục I"] == "Phụ lục"
    assert styles["Đơn vị: triệu đồng"] == "Đơn vị tính"
    assert {name for text, name in styles.items() if text.startswith("Căn cứ")} == {"Căn cứ"}
    assert "Normal" not in styles.values()


def test_word_counts_as_the_plan_does():
    document = PlanDocument((leaf_of(OUTLINE),))
    word = Document(io.BytesIO(docx.draw(document)))

    markers = Markers(word)
    printed = [markers.before(paragraph) + paragraph.text for paragraph in word.paragraphs]

    expected = [f"{each.marker} {each.text}".strip() for each in document.paragraphs]
    assert [text for text in printed if text in expected] == expected


def test_only_the_letters_of_points_are_typed():
    texts = [paragraph.text for paragraph in word_of(leaf_of(OUTLINE)).paragraphs]

    assert {"đ) Năm:", "a) Một;", "Gạch;", "MỤC TIÊU", "Giảm nghèo;", "Ban hành."} <= set(texts)


def test_a_number_that_word_would_not_come_to_is_typed():
    assert "0.1. Không có khoản ở trên" in styles_of(word_of(leaf_of("1.1. Không có khoản ở trên")))


def test_the_plan_behind_a_decision_has_its_own_page_number_and_its_own_count():
    decision = leaf_of(
        "Điều 1. Ban hành\n1. Một", reference="Số: 1/QĐ-UBND", dateline="Thử, ngày 01", signing=("TM.",)
    )
    attached = leaf_of("I. MỘT\n1. Hai", attached_to="(Kèm theo Quyết định)")
    word = word_of(decision, attached)

    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in word.sections]
    assert starts == ["1", "1"]
    assert [section.different_first_page_header_footer for section in word.sections] == [True, True]
    words = read_docx(docx.draw(PlanDocument((decision, attached)))).words
    assert [line for line in words if line.startswith(("Điều", "I.", "1."))] == [
        "Điều 1. Ban hành",
        "1. Một",
        "I. MỘT",
        "1. Hai",
    ]
    assert [len(table.rows) for table in word.tables] == [2, 1, 1]


def test_the_pages_are_those_of_the_decree(word):
    upright, across, *_ = word.sections

    margins = [(s.top_margin, s.bottom_margin, s.left_margin, s.right_margin) for s in (upright, across)]
    rounded = {tuple(round(margin.mm) for margin in each) for each in margins}
    assert rounded == {(20, 20, 30, 18)}
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (across.orientation, round(across.page_width.mm)) == (WD_ORIENTATION.LANDSCAPE, 297)


def test_page_numbers_are_centred_above_from_the_second_page_and_on_the_first_of_an_appendix(word):
    plan, appendix, *_ = word.sections

    assert plan.different_first_page_header_footer
    assert not appendix.different_first_page_header_footer
    for section, middle in ((plan, 81), (appendix, 124.5)):
        head = section.header.paragraphs[0]
        assert [field.get(qn("w:instr")) for field in head._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert abs(head.paragraph_format.tab_stops[0].position - Mm(middle)) < Mm(0.1)
    assert not list(plan.first_page_header.paragraphs[0]._p.iter(qn("w:fldSimple")))


def test_a_draft_says_so_on_every_page_and_an_issued_plan_does_not():
    draft, issued = (word_of(leaf_of(), tables=[table_of()], is_draft=is_draft) for is_draft in (True, False))

    assert "DỰ THẢO" in draft.sections[0].first_page_header.paragraphs[0].text
    assert all("DỰ THẢO" in section.header.paragraphs[0].text for section in draft.sections)
    heads = [h for s in issued.sections for h in (s.header, s.first_page_header)]
    assert not any("DỰ THẢO" in paragraph.text for head in heads for paragraph in head.paragraphs)


def test_a_table_header_is_merged_and_stands_on_every_page(word):
    rows = word.tables[2]._tbl.tr_lst

    is_header = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert is_header[:4] == [True, True, True, False]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    top, bottom, index = ([(c.grid_span, c.vMerge) for c in row.tc_lst] for row in rows[:3])
    assert top[:4] == [(1, "restart"), (1, "restart"), (1, "restart"), (3, None)]
    assert bottom[:4] == [(1, "continue"), (1, "continue"), (1, "continue"), (1, None)]
    assert len(index) == len(word.tables[2].columns)


def test_a_table_has_fixed_columns_that_fill_the_page(word):
    table = word.tables[2]._tbl

    widths = [int(column.get(qn("w:w"))) for column in table.tblGrid.gridCol_lst]
    assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    assert abs(sum(widths) - 249 / 25.4 * 1440) < 150
    assert all(
        cell.grid_span == 1 and cell.width.twips == width
        for cell, width in zip(table.tr_lst[-1].tc_lst, widths, strict=True)
    )


def test_figures_stand_on_the_right_and_no_words_are_among_them(word):
    table = word.tables[2]

    for row in table.rows[3:]:
        for cell in row.cells[2:]:
            assert cell.paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
            assert cell.text == "" or number(parse_number(cell.text)) == cell.text


def test_totals_and_groups_are_bold_and_rates_italic():
    cells = (Cell("1"), Cell("Tên"), Cell("2,5", Decimal("2.5")), Cell("-", Decimal(0)))
    kinds = (RowKind.TOTAL, RowKind.GROUP, RowKind.ITEM, RowKind.RATE)

    table = word_of(leaf_of(), tables=[table_of(*(Row(kind, cells) for kind in kinds))]).tables[-1]

    looks = [(run.bold, run.italic) for row in table.rows[3:] for run in row.cells[1].paragraphs[0].runs]
    assert looks == [(True, None), (True, None), (None, None), (None, True)]


def test_a_group_runs_on_over_the_words_it_leaves_blank():
    columns = tuple(Column(key, (key,), key, 10) for key in ("TT", "Việc", "Chủ trì"))
    table = replace(table_of(), columns=columns, rows=(Row(RowKind.GROUP, (Cell("I"), Cell("Nhóm"), Cell())),))

    group = word_of(leaf_of(), tables=[table]).tables[-1]._tbl.tr_lst[-1]

    assert [cell.grid_span for cell in group.tc_lst] == [1, 2]


def test_notes_stand_under_their_table():
    word = word_of(leaf_of(), tables=[table_of(notes=("Số liệu tạm tính.",))])

    assert styles_of(word)["Số liệu tạm tính."] == "Ghi chú bảng"


def test_the_last_row_goes_over_with_the_notes():
    rows = [Row(RowKind.ITEM, (Cell(str(place)), Cell("Dòng"), Cell(), Cell())) for place in (1, 2)]
    word = word_of(leaf_of(), tables=[table_of(*rows, notes=("Số liệu tạm tính.", "Chưa đối chiếu."))])

    *_, before, last = word.tables[-1].rows
    assert {bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in before.cells} == {False}
    assert {bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in last.cells} == {True}
    kept = {each.text: bool(each.paragraph_format.keep_with_next) for each in word.paragraphs}
    assert (kept["Số liệu tạm tính."], kept["Chưa đối chiếu."]) == (True, False)


def test_the_file_says_what_it_is_and_that_it_is_vietnamese(word):
    properties = word.core_properties

    assert properties.title == "KẾ HOẠCH Thực hiện Chương trình mẫu năm 2025"
    assert (properties.author, properties.language) == ("ỦY BAN NHÂN DÂN XÃ BA DINH", "vi-VN")
    assert properties.created.replace(tzinfo=None) == datetime(1980, 1, 1)
    assert next(word.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "vi-VN"


def test_the_same_plan_makes_the_same_bytes(plan):
    content = docx.draw(assemble(plan))

    assert docx.draw(assemble(plan)) == content
    with ZipFile(io.BytesIO(content)) as package:
        assert {part.date_time[:3] for part in package.infolist()} == {(1980, 1, 1)}


def test_characters_that_xml_cannot_hold_are_left_out_and_markup_stays_words():
    row = Row(RowKind.ITEM, (Cell("1"), Cell("<b>Hộ\x0b & nghèo</b>"), Cell(), Cell()))

    word = word_of(leaf_of("Một\x07 hai"), tables=[table_of(row)])

    assert word.tables[-1].rows[-1].cells[1].text == "<b>Hộ & nghèo</b>"
    assert "Một hai" in styles_of(word)


def test_rows_go_into_the_file_without_becoming_elements_first(monkeypatch):
    made, make = [], appendices.element
    monkeypatch.setattr(appendices, "element", lambda markup: made.append(len(markup)) or make(markup))

    for count in (1, 300):
        row = Row(RowKind.ITEM, (Cell("1"), Cell("Tên"), Cell("1", Decimal(1)), Cell()))
        word_of(tables=[table_of(*[row] * count)])

    assert made[0] == made[1]


def test_each_table_has_its_own_rows_and_what_looks_like_their_place_stays_words():
    texts = ["<?rows thu?>", "Hai", "Ba"]
    tables = [table_of(Row(RowKind.ITEM, (Cell("1"), Cell(text), Cell(), Cell()))) for text in texts]

    word = word_of(leaf_of(texts[0]), tables=tables)

    assert [table.rows[-1].cells[1].text for table in word.tables[-3:]] == texts
    assert texts[0] in styles_of(word)


def test_a_table_of_two_thousand_rows_is_drawn_while_a_browser_waits():
    rows = [Row(RowKind.ITEM, (Cell(str(n)), Cell("Tên"), Cell("1", Decimal(1)), Cell())) for n in range(2000)]
    start = process_time()

    word = word_of(leaf_of(), tables=[table_of(*rows)])

    assert process_time() - start < 5
    assert len(word.tables[-1]._tbl.tr_lst) == 2003
