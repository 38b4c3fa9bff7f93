"""Documents for the tests of the printed page, made up without a database."""

from dataclasses import replace
from decimal import Decimal

from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, Paragraph, PlanDocument, Row, RowKind, Table
from planning.formats import number
from planning.pictures.model import Mark, MarkState, Picture, PictureKind, Series
from planning.text.binding import Run
from planning.text.outline import Level

SENTENCE = "Các cơ quan tổ chức thực hiện chính sách giảm nghèo theo chức năng, nhiệm vụ được giao."
LEAF = Leaf(
    issuer=("ỦY BAN NHÂN DÂN", "XÃ BA DINH"),
    kind="KẾ HOẠCH",
    subject="Thực hiện Chương trình mẫu năm 2025",
    paragraphs=(),
    reference="Số: 05/KH-UBND",
    dateline="Ba Dinh, ngày 05 tháng 12 năm 2025",
    bases=("Căn cứ Luật Tổ chức chính quyền địa phương.",),
    recipients=("Đảng ủy xã", "Lưu: VT"),
    signing=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signatory="Phạm Văn Mẫu",
)
NUMBER = Column("number", ("TT",), "", 5)
NAME = Column("name", ("Nội dung",), "", 30)


def line(level, marker, text):
    return Paragraph(level, marker, (Run(text),))


def body(count, sentences=3):
    """So many clauses, the last closed as a body is."""
    lines = [line(Level.CLAUSE, f"{place}.", " ".join([SENTENCE] * sentences)) for place in range(1, count)]
    return (*lines, line(Level.CLAUSE, f"{count}.", SENTENCE.rstrip(".") + "./."))


def document(paragraphs=(), appendices=(), is_draft=False, **of_leaf):
    return PlanDocument((replace(LEAF, paragraphs=tuple(paragraphs), **of_leaf),), tuple(appendices), is_draft)


def table(rows, key="money", label="Phụ lục", figures=13, **more):
    """A wide table under a header of two levels: number, name, and so many columns of figures."""
    money = [
        Column(f"c{place}", (f"Nguồn {place // 2 + 1}", ("Đầu tư", "Sự nghiệp")[place % 2]), "", 6, is_number=True)
        for place in range(figures)
    ]
    return Table(
        key=key,
        title="KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH MẪU NĂM 2025",
        columns=indexed((NUMBER, NAME, *money)),
        rows=tuple(row(place, figures) for place in range(1, rows + 1)),
        unit_line="Đơn vị: triệu đồng",
        is_landscape=True,
        label=label,
        attached_to="(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 12 năm 2025)",
        **more,
    )


def row(place, figures, kind=RowKind.ITEM, name="Hỗ trợ phát triển sản xuất tại thôn"):
    values = [Decimal(place * 1000 + column) / 10 for column in range(figures)]
    cells = [Cell(number(value, 1), value) for value in values]
    return Row(kind, (Cell(str(place)), Cell(f"{name} {place}"), *cells))


def picture(key="targets", kind=PictureKind.BULLETS, title="Mức độ đạt chỉ tiêu năm 2025", **more):
    """A picture of three targets: one exceeded, one missed, one without a figure."""
    marks = (
        Mark("Tỷ lệ hộ nghèo giảm", Decimal("1.57"), "1,57", Decimal("1.5"), "1,5", MarkState.EXCEEDED),
        Mark("Hộ thoát nghèo", Decimal(0), "0", Decimal(40), "40", MarkState.MISSED),
        Mark("Người có việc làm", None, "", Decimal(1200), "1.200", MarkState.UNKNOWN),
    )
    words = "Một chỉ tiêu vượt, một chỉ tiêu chưa đạt, một chỉ tiêu chưa có số liệu."
    fields = {"unit": "%", "series": (Series("Thực hiện", marks),), "words": words, "note": "Nguồn: báo cáo của xã."}
    return Picture(key=key, kind=kind, title=title, **fields | more)
