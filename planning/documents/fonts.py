"""The font a document is printed in: Times New Roman or a face of its metrics that has every Vietnamese letter."""

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from planning.pictures.fonts import path_of

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
REMEDY = "apt-get install fonts-liberation2"


class FontIsMissing(RuntimeError):
    """What stands for Times New Roman on this machine lacks Vietnamese letters."""


def missing_letters(path: str) -> set[str]:
    """The Vietnamese letters, both cases, that a font file has no glyph for."""
    with TTFont(path, fontNumber=0, lazy=True) as font:
        known = font.getBestCmap()
    return {letter for letter in LETTERS | {each.upper() for each in LETTERS} if ord(letter) not in known}


@cache
def check_font() -> None:
    """Raise FontIsMissing unless the face fontconfig gives for Times New Roman can print Vietnamese."""
    path = path_of()
    if lacking := missing_letters(path):
        raise FontIsMissing(
            f"Phông chữ {path} thiếu {len(lacking)} chữ cái tiếng Việt nên không thể in. "
            f"Người quản trị máy chủ cần chạy: {REMEDY}"
        )
