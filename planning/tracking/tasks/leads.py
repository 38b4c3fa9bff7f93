"""The agencies that lead a task, told apart where the words of the document plainly part them."""

import re

from planning.formats import same_words

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
