"""The table behind a picture says what the picture shows, blanks and zeros alike."""

from decimal import Decimal

from planning.documents.picture_tables import keys_of, table_of
from planning.pictures.model import Mark, MarkState, PictureKind, Series
from tests.pictures.making import bars, bullets, lines, mark, multiples, picture


def cells(shown):
    return [[cell.text for cell in row.cells] for row in table_of(shown).rows]


def headings(shown):
    return [column.headings[0] for column in table_of(shown).columns]


def test_bullets_are_listed_with_target_and_verdict():
    assert headings(bullets(1)) == ["Tên", "Kết quả (%)", "Kế hoạch (%)", "Đánh giá"]
    assert cells(bullets(2))[0] == ["Chỉ tiêu 0", "0", "xuống còn bình quân từ 0 đến 20 điểm % mỗi năm", "vượt"]


def test_a_zero_is_a_zero_and_a_blank_is_blank():
    shown = picture(PictureKind.BARS, Series("Chi", (mark("a", "0"), mark("b", None))))

    assert cells(shown) == [["a", "0"], ["b", ""]]
    assert [row.cells[1].value for row in table_of(shown).rows] == [Decimal(0), None]


def test_lines_and_bars_have_labels_down_and_series_across():
    assert headings(lines(1)) == ["Tên", "Tỷ lệ hộ nghèo (%)", "Tỷ lệ hộ nghèo, kế hoạch (%)"]
    assert headings(bars(1)) == ["Tên", "Được giao (triệu đồng)", "Đã giải ngân (triệu đồng)"]
    assert cells(bars(2))[1][1:] == ["1.700", "1.000"]


def test_small_pictures_are_one_row_each():
    assert cells(multiples(1)) == [["Xã 0", "1", "2", "3", "4", "0"]]
    assert keys_of(multiples(2)) == ["Xã 0", "Xã 1"]


def test_a_map_lists_places_and_calls_states_by_their_own_words():
    here = Mark("Xã A", None, "đã gửi", state=MarkState.MET, key="1", longitude=Decimal("108.5"), latitude=Decimal(15))
    there = Mark("Xã B", Decimal(3), "3", key="2")
    shown = picture(PictureKind.POINTS, Series("", (here, there)))

    assert cells(shown) == [["Xã A", "", "đã gửi", "15", "108,5"], ["Xã B", "3", "", "", ""]]
    assert keys_of(shown) == ["1", "2"]


def test_every_row_has_a_key_to_lead_by():
    assert [len(keys_of(shown)) for shown in (bullets(5), lines(4), bars(3))] == [5, 4, 3]
