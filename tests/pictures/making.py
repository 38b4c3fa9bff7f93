"""Pictures to draw, of invented figures."""

from decimal import Decimal

from planning.formats import number
from planning.pictures.model import Mark, MarkState, Picture, PictureKind, Series

LONG = "Tỷ lệ người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo được hỗ trợ đào tạo và có việc làm"
STATES = (MarkState.EXCEEDED, MarkState.MET, MarkState.MISSED, MarkState.UNKNOWN)


def picture(kind, *series, unit="%", words="Lời", **more):
    return Picture("thu", kind, "Hình thử", unit, series, words, **more)


def mark(label, value, **more):
    value = None if value is None else Decimal(value)
    return Mark(label, value, "" if value is None else number(value), **more)


def bullets(count):
    marks = tuple(
        mark(f"{LONG} {place}" if place % 2 else f"Chỉ tiêu {place}", place * 7 % 50, target=Decimal(20 + place),
             target_text=f"xuống còn bình quân từ {place} đến {20 + place} điểm % mỗi năm", state=STATES[place % 3])
        for place in range(count)
    )  # fmt: skip
    return picture(PictureKind.BULLETS, Series("", marks))


def lines(count):
    marks = tuple(
        mark(str(2000 + place), 20 - place % 17, target=Decimal(19 - place % 15), target_text=str(19 - place % 15))
        for place in range(count)
    )
    return picture(PictureKind.LINES, Series("Tỷ lệ hộ nghèo", marks))


def bars(count):
    series = (
        Series(name, tuple(mark(f"{LONG} {place}", 1000 * place + add) for place in range(count)))
        for name, add in (("Được giao", 700), ("Đã giải ngân", 0))
    )
    return picture(PictureKind.BARS, *series, unit="triệu đồng")


def points(count):
    marks = tuple(
        mark(f"Xã {place}", place, key=str(place), longitude=Decimal(108) + Decimal(place * 7 % 24) / 10,
             latitude=Decimal(14) + Decimal(place * 5 % 24) / 10)
        for place in range(count)
    )  # fmt: skip
    return picture(PictureKind.POINTS, Series("", marks))


def multiples(count):
    series = (
        Series(f"Xã {place}", tuple(mark(str(year), place + year % 5) for year in range(2021, 2026)))
        for place in range(count)
    )
    return picture(PictureKind.MULTIPLES, *series)


ALL = {"bullets": bullets, "lines": lines, "bars": bars, "points": points, "multiples": multiples}
