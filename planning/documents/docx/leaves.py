"""A leaf in Word: letterhead, title, bases, body, and the signature beside the recipients."""

from docx.document import Document
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from planning.documents.docx.markup import borderless, fill, write
from planning.documents.docx.numbering import RECIPIENTS, is_counted_by_word, put_in_list
from planning.documents.docx.pages import room
from planning.documents.docx.styles import RULE, style_of
from planning.documents.html import SUBJECT_LETTERS, balanced
from planning.documents.model import Leaf, Paragraph

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
# The motto is underlined over its whole length, the issuer and the title over a part of theirs.
MOTTO_RULE, ISSUER_RULE, SUBJECT_RULE = Mm(59), Mm(26), Mm(57)
LETTERHEAD = (Mm(67), Mm(95))
CLOSING, ABOVE_CLOSING = (Mm(81), Mm(81)), Pt(14)


def draw_leaf(word: Document, leaf: Leaf, list_: int) -> None:
    """Write a leaf; its numbered paragraphs are in the list of this number (from 0)."""
    _draw_letterhead(word, leaf)
    write(word, leaf.kind, "Title")
    write(word, "\n".join(balanced(leaf.subject, SUBJECT_LETTERS)), "Subtitle")
    if leaf.attached_to:
        write(word, leaf.attached_to, "Kèm theo")
    _shorten(write(word, "", RULE), room(False), SUBJECT_RULE)
    if leaf.enactor:
        write(word, leaf.enactor, "Thẩm quyền ban hành")
    for basis in leaf.bases:
        write(word, basis, "Căn cứ")
    if leaf.enacts:
        write(word, leaf.enacts, "Thẩm quyền ban hành")
    for paragraph in leaf.paragraphs:
        _draw_paragraph(word, paragraph, list_)
    if leaf.signing:
        _draw_closing(word, leaf)


def _draw_letterhead(word: Document, leaf: Leaf) -> None:
    table = borderless(word, 2 if leaf.reference else 1, LETTERHEAD)
    issuer = [(line, "Cơ quan ban hành") for line in leaf.issuer]
    *_, issuer_rule = fill(table.cell(0, 0), [*issuer, ("", RULE)])
    *_, motto_rule = fill(table.cell(0, 1), [(NATION, "Quốc hiệu"), (MOTTO, "Tiêu ngữ"), ("", RULE)])
    _shorten(issuer_rule, LETTERHEAD[0], ISSUER_RULE)
    _shorten(motto_rule, LETTERHEAD[1], MOTTO_RULE)
    if leaf.reference:
        fill(table.cell(1, 0), [(leaf.reference, "Số ký hiệu")])
        fill(table.cell(1, 1), [(leaf.dateline, "Địa danh ngày tháng")])


def _draw_paragraph(word: Document, paragraph: Paragraph, list_: int) -> None:
    is_counted = is_counted_by_word(paragraph)
    marker = "" if is_counted or not paragraph.marker else f"{paragraph.marker} "
    written = write(word, marker + paragraph.text, style_of(paragraph))
    if is_counted:
        put_in_list(written, paragraph, list_)
    if paragraph.is_leading:
        written.paragraph_format.keep_with_next = True


def _draw_closing(word: Document, leaf: Leaf) -> None:
    """The signature beside the recipients, on a page that has words of the document as well."""
    if leaf.paragraphs:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    table = borderless(word, 1, CLOSING)
    ends = [";"] * (len(leaf.recipients) - 1) + ["."]
    recipients = [(recipient + end, RECIPIENTS) for recipient, end in zip(leaf.recipients, ends, strict=False)]
    fill(table.cell(0, 0), [("Nơi nhận:", "Nơi nhận"), *recipients])
    signing = [(line, "Chức vụ người ký") for line in leaf.signing]
    first, *_ = fill(table.cell(0, 1), [*signing, (leaf.signatory, "Họ tên người ký")])
    first.paragraph_format.space_before = ABOVE_CLOSING


def _shorten(rule: WordParagraph, width: Length, length: Length) -> None:
    """Centre a rule of this length in the width it stands in."""
    side = Length((width - length) // 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = side
