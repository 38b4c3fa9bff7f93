"""The agencies that lead a task, told apart where the words of the document plainly part them."""

import re

from planning.formats import same_words
from planning.places.units import Unit, UnitKind

# With a capital letter these begin the name of an agency; `Sở Văn hóa, Thể thao và Du lịch` is one name.
BEGINNINGS = (
    "Ban|Bộ|Bảo|Báo|Các|Chi|Công|Cục|Đài|Đoàn|Hội|Kho|Liên|Mặt|Ngân|Phòng|Quỹ|Sở|Thanh|Thường|Trạm|Trung|Trường"
    "|UBMTTQVN|UBND|Ủy|Uỷ|Văn|Viện|Xã"
)
PARTED = re.compile(rf"\s*(?:;|\n|,(?=\s*(?:{BEGINNINGS})\s))\s*")


def leads_of(words: str) -> list[str]:
    """`Sở Y tế; Sở Tài chính` as two names, each once, in their order; words that name nobody give none."""
    names = [name.strip(" ,.;") for name in PARTED.split(words)]
    return list({same_words(name): name for name in reversed(names) if name}.values())[::-1]


# How a document names all units of a level together; `thị xã` is no commune.
LEVELS = {
    UnitKind.DISTRICT: re.compile(r"cấp huyện|các huyện|huyện, thị xã"),
    UnitKind.COMMUNE: re.compile(r"cấp xã|các xã|các phường|(?<!thị )xã, phường"),
}
NEXT_LEVEL = re.compile(r"cấp dưới")


def is_led_by(words: str, unit: Unit, *, is_next: bool) -> bool:
    """Whether those who lead a task of a plan above are the units of a unit's level, each for itself.

    `is_next` says that the plan is of the level directly above, whose `cấp dưới` the unit is.
    """
    words = same_words(words)
    level = LEVELS.get(UnitKind(unit.kind))
    return bool((is_next and NEXT_LEVEL.search(words)) or (level and level.search(words)))


def is_led_below(words: str) -> bool:
    """Whether units of some level below lead, each for itself."""
    words = same_words(words)
    return any(named.search(words) for named in (NEXT_LEVEL, *LEVELS.values()))
