"""How the words of a document flow over its pages: what stays together, what each leaf and each draft shows."""

import io

import pdfplumber
import pytest

from planning.documents import pdf
from planning.documents.assemble import assemble
from planning.documents.model import Leaf, PlanDocument
from planning.plans.plans import Issuing
from planning.text.outline import Level
from planning.text.templates import write_text
from tests.documents.samples import LEAF, SENTENCE, body, document, line, table

MM = 72 / 25.4


def lines_of(drawn):
    """The lines of each page, those in the top margin apart: (margin, body)."""
    with pdfplumber.open(io.BytesIO(pdf.draw(drawn))) as book:
        return [_parted(page) for page in book.pages]


def _parted(page):
    found = page.extract_text_lines()
    margin = [each["text"] for each in found if each["bottom"] < 20 * MM]
    return margin, [each["text"] for each in found if each["bottom"] >= 20 * MM]


@pytest.fixture
def decided(plan):
    """The pages of Ba Dinh's plan, issued by a decision."""
    plan.issuing = Issuing.BY_DECISION
    plan.sections.all().delete()
    write_text(plan)
    return lines_of(assemble(plan))


@pytest.mark.parametrize("before", range(9, 17))
def test_no_title_and_no_announcing_line_stands_last_on_a_page(before):
    paragraphs = [
        *(line(Level.PLAIN, "", SENTENCE * 2) for _ in range(before)),
        line(Level.PART, "I.", "NHIỆM VỤ"),
        line(Level.CLAUSE, "1.", "Nhiệm vụ chung"),
        line(Level.PLAIN, "", "Các nhiệm vụ gồm:"),
        line(Level.DASH, "-", SENTENCE),
        *(line(Level.CLAUSE, f"{place}.", "Nhiệm vụ tiếp theo") for place in range(2, 5)),
        line(Level.DASH, "-", SENTENCE),
    ]

    pages = lines_of(document(paragraphs))

    for _, lines in pages[:-1]:
        assert not lines[-1].endswith((":", "NHIỆM VỤ", "Nhiệm vụ chung", "Nhiệm vụ tiếp theo"))


@pytest.mark.parametrize("clauses", range(7, 15))
def test_the_signature_never_stands_alone_on_a_page(clauses):
    pages = lines_of(document(body(clauses)))

    signed = next(lines for _, lines in pages if any("Nơi nhận:" in each for each in lines))
    assert not any(each.startswith("Nơi nhận:") for each in signed[:2])
    assert any(each.endswith("./.") for each in signed)
    assert any("Phạm Văn Mẫu" in each for each in signed)


def test_a_draft_says_so_in_the_top_margin_of_every_page_apart_from_the_page_number():
    pages = lines_of(document(body(30), [table(30)], is_draft=True))

    assert len(pages) > 3
    assert [margin[0].split()[:2] for margin, _ in pages] == [["DỰ", "THẢO"]] * len(pages)
    assert pages[0][0] == ["DỰ THẢO"]
    assert pages[1][0] == ["DỰ THẢO 2"]


def test_a_document_that_is_no_draft_has_nothing_but_page_numbers_in_the_top_margin():
    pages = lines_of(document(body(30)))

    assert [margin for margin, _ in pages] == [[], *([str(place)] for place in range(2, len(pages) + 1))]


def test_a_decision_and_its_plan_each_have_their_letterhead_and_their_own_page_numbers(decided):
    first = next(place for place, (_, lines) in enumerate(decided) if place and "Độc lập" in " ".join(lines[:4]))

    assert "QUYẾT ĐỊNH" in decided[0][1]
    assert "QUYẾT ĐỊNH:" in [each for _, lines in decided[:first] for each in lines]
    assert any(each.startswith("Điều 1.") for _, lines in decided[:first] for each in lines)
    assert "KẾ HOẠCH" in decided[first][1]
    assert decided[first][0] == ["DỰ THẢO"]
    assert decided[first + 1][0] == ["DỰ THẢO 2"]


def test_the_plan_of_a_decision_says_what_it_comes_with_and_bears_no_number_date_or_signature(decided):
    first = next(place for place, (_, lines) in enumerate(decided) if place and "Độc lập" in " ".join(lines[:4]))
    attached = " ".join(each for _, lines in decided[first:] for each in lines)

    assert "(Kèm theo Quyết định số" in attached
    assert "Số:" not in attached
    assert "Nơi nhận:" not in attached


def test_a_long_title_is_broken_into_lines_of_about_one_length():
    title = "Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn xã Ba Dinh năm 2025"

    _, lines = lines_of(document(body(3), subject=title))[0]
    start = lines.index("KẾ HOẠCH")
    first, second = lines[start + 1 : start + 3]

    assert f"{first} {second}" == title
    assert abs(len(first) - len(second)) <= 10
    assert not first.endswith(("giảm", "bền", "kế"))


def test_each_leaf_begins_a_page():
    plan = Leaf(LEAF.issuer, "KẾ HOẠCH", "Thực hiện", body(2), attached_to="(Kèm theo Quyết định số 5)")

    pages = lines_of(PlanDocument((document(body(2), kind="QUYẾT ĐỊNH").first, plan)))

    assert ["QUYẾT ĐỊNH" in lines for _, lines in pages] == [True, False]
    assert ["KẾ HOẠCH" in lines for _, lines in pages] == [False, True]
