"""The styles of a plan in Word: those of Decree 30/2020/NĐ-CP, Appendix I, under names an officer knows."""

from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from planning.documents.docx.markup import element
from planning.documents.docx.settings import LANGUAGE
from planning.documents.model import Paragraph
from planning.text.outline import Level

FONT = "Times New Roman"
INDENT = Mm(12.7)
# Single lines of this face are 1.15 times its size; the printed page has 1.2 times.
LINES = 1.05
RULE, BREAK, MARK = "Gạch ngang", "Ngắt phần", "Số liệu giả định"
TABLE = "BangPhuLuc"
OF_WORD = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Style:
    """A style of paragraphs, sizes and distances in points.

    `height` fixes that of its lines; `outline` is its level in the navigation pane, from 0.
    """

    name: str
    id: str
    size: float = 14
    is_bold: bool = False
    is_italic: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTRE
    before: float = 0
    after: float = 0
    is_indented: bool = False
    is_kept_with_next: bool = False
    height: float | None = None
    outline: int | None = None
    is_of_word: bool = False


def _line(name: str, id: str) -> Style:
    """A style of the body: justified, its first line indented, 6 points above."""
    return Style(name, id, align=JUSTIFIED, before=6, is_indented=True)


def _heading(name: str, id: str, outline: int) -> Style:
    return replace(_line(name, id), is_bold=True, is_kept_with_next=True, outline=outline, is_of_word=True)


STYLES = (
    Style("Header", "Header", 13, align=LEFT, is_of_word=True),
    Style(MARK, "SoLieuGiaDinh", 11, is_bold=True, after=8),
    Style("Title", "Title", is_bold=True, before=18, is_kept_with_next=True, is_of_word=True),
    Style("Subtitle", "Subtitle", is_bold=True, is_kept_with_next=True, is_of_word=True),
    _heading("Heading 1", "Heading1", 0),
    _heading("Heading 2", "Heading2", 1),
    replace(_line("Body Text", "BodyText"), is_of_word=True),
    Style("Cơ quan ban hành", "CoQuanBanHanh", 13, is_bold=True),
    Style("Quốc hiệu", "QuocHieu", 12.5, is_bold=True),
    Style("Tiêu ngữ", "TieuNgu", 13.5, is_bold=True),
    Style("Số ký hiệu", "SoKyHieu", 13, before=4),
    Style("Địa danh ngày tháng", "DiaDanh", 13.5, is_italic=True, before=4),
    Style("Nguồn của biểu", "NguonBieu", 11, is_italic=True, after=8),
    Style("Cách ký", "CachKy", 12, is_italic=True, after=60),
    Style("Kèm theo", "KemTheo", is_italic=True, after=4),
    Style("Thẩm quyền ban hành", "ThamQuyen", is_bold=True, before=10, is_kept_with_next=True),
    replace(_line("Căn cứ", "CanCu"), is_italic=True),
    _line("Điều", "Dieu"),
    _line("Khoản", "Khoan"),
    _line("Tiểu khoản", "TieuKhoan"),
    _line("Điểm", "Diem"),
    _line("Gạch đầu dòng", "GachDauDong"),
    _line("Cộng đầu dòng", "CongDauDong"),
    Style("Nơi nhận", "NoiNhan", 12, is_bold=True, is_italic=True, align=LEFT, before=14),
    Style("Danh sách nơi nhận", "DanhSachNoiNhan", 11, align=LEFT),
    Style("Chức vụ người ký", "ChucVu", is_bold=True, is_kept_with_next=True),
    Style("Họ tên người ký", "HoTen", is_bold=True, before=60),
    Style("Phụ lục", "PhuLuc", is_bold=True, is_kept_with_next=True, outline=0),
    Style("Tên phụ lục", "TenPhuLuc", is_bold=True, is_kept_with_next=True),
    Style("Đơn vị tính", "DonViTinh", 13, is_italic=True, align=RIGHT, before=6, after=3, is_kept_with_next=True),
    Style("Caption", "Caption", 13, is_bold=True, before=10, is_kept_with_next=True, is_of_word=True),
    Style("Biểu đồ", "BieuDo", 11, before=3, after=3),
    Style("Ghi chú biểu đồ", "GhiChuBieuDo", 11, is_italic=True, align=JUSTIFIED),
    Style("Bảng tiêu đề", "BangTieuDe", 11, is_bold=True),
    Style("Bảng chỉ số cột", "BangChiSoCot", 9),
    Style("Bảng chữ", "BangChu", 11, align=LEFT),
    Style("Bảng giữa", "BangGiua", 11),
    Style("Bảng số", "BangSo", 11, align=RIGHT),
    Style("Ghi chú bảng", "GhiChuBang", 12, align=JUSTIFIED, before=4),
    Style(RULE, "GachNgang", 1, height=4, before=2),
    Style(BREAK, "NgatPhan", 1, height=1),
)
IDS = {style.name: style.id for style in STYLES}
OF_LEVEL = {
    Level.PART: "Heading 1",
    Level.ARTICLE: "Điều",
    Level.CLAUSE: "Khoản",
    Level.SUBCLAUSE: "Tiểu khoản",
    Level.POINT: "Điểm",
    Level.DASH: "Gạch đầu dòng",
    Level.PLUS: "Cộng đầu dòng",
    Level.PLAIN: "Body Text",
}
DEFAULTS = f"""<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
    <w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault/>
</w:docDefaults>"""
TABLE_STYLE = f"""<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="Bảng phụ lục"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      {
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="50" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>
      <w:bottom w:w="50" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tcPr><w:vAlign w:val="center"/></w:tcPr>
</w:style>"""
BOX = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="2" w:color="000000"/>' for side in ("top", "left", "bottom", "right")
)
BORDERS = f"<w:pBdr>{BOX}</w:pBdr>"
BORDER_ABOVE = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'


def style_of(paragraph: Paragraph) -> str:
    """The name of the style of a paragraph of the body: a clause that is only a title is a heading."""
    if paragraph.level is Level.CLAUSE and paragraph.is_title:
        return "Heading 2"
    return OF_LEVEL[paragraph.level]


def define_styles(word: Document) -> None:
    """Put our styles in the place of those the empty document has."""
    styles = word.styles
    for style in list(styles):
        if style.style_id not in OF_WORD:
            style.delete()
    root = styles.element
    root.replace(root.find(qn("w:docDefaults")), element(DEFAULTS))
    normal = styles["Normal"]
    normal.paragraph_format.line_spacing = LINES
    for style in STYLES:
        made = styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=style.is_of_word)
        made.base_style = normal
        _shape(made, style)
    for name, borders in ((RULE, BORDER_ABOVE), (MARK, BORDERS)):
        styles[name].element.get_or_add_pPr().insert_element_before(element(borders), "w:spacing", "w:jc")
    root.append(element(TABLE_STYLE))


def _shape(made: ParagraphStyle, style: Style) -> None:
    made.element.styleId, made.quick_style = style.id, True
    made.font.size = Pt(style.size)
    made.font.bold, made.font.italic = style.is_bold or None, style.is_italic or None
    shape = made.paragraph_format
    shape.alignment = style.align
    shape.space_before, shape.space_after = Pt(style.before), Pt(style.after)
    shape.keep_with_next = style.is_kept_with_next or None
    if style.is_indented:
        shape.first_line_indent = INDENT
    if style.height:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.height)
    if style.outline is not None:
        made.element.get_or_add_pPr().append(element(f'<w:outlineLvl w:val="{style.outline}"/>'))
