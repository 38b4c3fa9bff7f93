"""The documents that drawers are measured on, made up and the same in every run."""

from decimal import Decimal
from random import Random

from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, Paragraph, PlanDocument, Row, RowKind, Table
from planning.formats import number
from planning.text.binding import Run
from planning.text.outline import Level

TEXT = (
    "hỗ trợ hộ nghèo, hộ cận nghèo phát triển sản xuất, đa dạng hóa sinh kế, cải thiện dinh dưỡng, việc làm bền vững, "
    "nhà ở, nước sinh hoạt và vệ sinh, truyền thông, giám sát, đánh giá kết quả thực hiện tại các địa phương"
)
NATURES = ("Cộng", "Đầu tư phát triển", "Sự nghiệp")
COLUMNS = 15


def plan() -> PlanDocument:
    """A plan of some twenty pages: sixteen of text, and an appendix of 170 rows and 15 columns."""
    return _document(paragraphs=150, rows=170)


def long_appendix() -> PlanDocument:
    """A page of text and an appendix of 11,000 rows and 15 columns: every commune of the country, with sums."""
    return _document(paragraphs=3, rows=11_000)


CASES = {"plan": plan, "long": long_appendix}
TITLES = {"plan": "Kế hoạch khoảng 20 trang, phụ lục 170 dòng × 15 cột", "long": "Phụ lục 11.000 dòng × 15 cột"}


def _document(paragraphs: int, rows: int) -> PlanDocument:
    chance = Random(1)
    leaf = Leaf(
        issuer=("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"),
        kind="KẾ HOẠCH",
        subject="Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2025",
        paragraphs=tuple(_paragraph(chance, place) for place in range(paragraphs)),
        reference="Số: 01/KH-UBND",
        dateline="Quảng Ngãi, ngày 05 tháng 12 năm 2024",
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương.",),
        recipients=("Lưu: VT",),
        signing=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    )
    return PlanDocument((leaf,), (_table(chance, rows),))


def _paragraph(chance: Random, place: int) -> Paragraph:
    if place % 10 == 0:
        return Paragraph(Level.PART, f"{place // 10 + 1}.", (Run("NHIỆM VỤ VÀ GIẢI PHÁP"),))
    return Paragraph(Level.CLAUSE, f"{place % 10}.", (Run(" ".join(chance.choices(TEXT.split(), k=55)) + "."),))


def _table(chance: Random, rows: int) -> Table:
    columns = [Column("number", ("TT",), "", 4), Column("name", ("Nội dung, địa bàn",), "", 22)]
    columns += [
        Column(f"c{place}", (f"Nguồn vốn {place // 3 + 1}", NATURES[place % 3]), "", 6, is_number=True)
        for place in range(COLUMNS - 2)
    ]
    return Table(
        key="long",
        title="KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA GIẢM NGHÈO BỀN VỮNG NĂM 2025",
        columns=indexed(columns),
        rows=tuple(_row(chance, place) for place in range(rows)),
        unit_line="Đơn vị: triệu đồng",
        is_landscape=True,
        label="Phụ lục",
        attached_to="(Kèm theo Kế hoạch số 01/KH-UBND ngày 05 tháng 12 năm 2024)",
        scope="51 - tỉnh Quảng Ngãi",
    )


def _row(chance: Random, place: int) -> Row:
    kind = RowKind.GROUP if place % 12 == 0 else RowKind.ITEM
    values = [Decimal(chance.randrange(1, 100_000)) / 10 for _ in range(COLUMNS - 2)]
    figures = tuple(Cell(number(value, 1), value) for value in values)
    return Row(kind, (Cell(str(place + 1)), Cell(" ".join(chance.choices(TEXT.split(), k=5))), *figures))
