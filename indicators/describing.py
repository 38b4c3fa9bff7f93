"""An indicator in words: how it is measured, how it adds up over units and years, and which version it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.models import AddsUp, Indicator, OverTime
from indicators.words import lowered


@dataclass(frozen=True)
class Entry:
    """What the catalogue tells of an indicator: pairs of a heading and its words, those without words left out."""

    indicator: Indicator

    @property
    def facts(self) -> list[tuple[str, str]]:
        """From what it means to how long it is in use."""
        return [(heading, words) for heading, words in self._told() if words]

    @property
    def is_doubtful(self) -> bool:
        """Whether there is a definition that nobody has held against its source yet."""
        return bool(self.indicator.definition) and not self.indicator.is_verified

    def _told(self) -> Iterator[tuple[str, str]]:
        indicator = self.indicator
        yield "Khái niệm, cách tính", indicator.definition
        whom = (indicator.population, indicator.age_range, indicator.territory)
        yield "Đối tượng tính", "; ".join(filter(None, whom))
        yield "Cách đo", self._measure
        yield "Nhiều đơn vị", self._adding
        yield "Nhiều năm", self._over_time
        yield "Nguồn số liệu", "Kết quả rà soát hộ nghèo, không nhập tay." if indicator.review_numerator else ""
        yield "Dự án, tiểu dự án", str(indicator.component) if indicator.component else ""
        yield "Là một phần của", str(indicator.part_of) if indicator.part_of else ""
        yield "Áp dụng", indicator.validity_words
        yield "Thay cho", _version(indicator.replaces) if indicator.replaces else ""
        yield "Được thay bằng", "; ".join(_version(each) for each in indicator.replaced_by.all())

    @property
    def _measure(self) -> str:
        decimals = self.indicator.decimals
        places = f"{decimals} chữ số sau dấu phẩy" if decimals else "số nguyên"
        return f"{self.indicator.unit_of_measure}, {places}; {self.indicator.get_better_display()}"

    @property
    def _adding(self) -> str:
        indicator = self.indicator
        match indicator.adds_up:
            case AddsUp.SUM:
                return "Cộng số của các đơn vị."
            case AddsUp.RATIO:
                parts = " chia ".join(_total(words) for words in (indicator.numerator, indicator.denominator))
                return f"Tính lại: {parts}; không cộng, không lấy trung bình các tỷ lệ."
        return "Không tổng hợp từ đơn vị cấp dưới."

    @property
    def _over_time(self) -> str:
        if self.indicator.over_time == OverTime.CUMULATIVE:
            return "Mỗi năm tính lại từ 0; cả giai đoạn là tổng các năm."
        return "Lấy số tại ngày cuối kỳ."


def _total(words: str) -> str:
    """`tổng số hộ nghèo`; what is called a total already is not called so twice."""
    name = lowered(words) or "số đếm"
    return name if name.startswith("tổng ") else f"tổng {name}"


def _version(indicator: Indicator) -> str:
    """`Tỷ lệ hộ nghèo (đến hết năm 2026)`."""
    return f"{indicator} ({indicator.validity_words})" if indicator.validity_words else str(indicator)
