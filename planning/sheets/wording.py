"""What people write in a heading for what a table calls it: shortened, with a remark, under headings of no meaning."""

import re
from collections.abc import Mapping

from planning.formats import same_words

Path = tuple[str, ...]
# Headings over several columns that any table may have.
SAYS_NOTHING = frozenset(
    ("trong đó", "chia ra", "bao gồm", "gồm", "kết quả", "kết quả rà soát", "kết quả thực hiện", "số liệu", "chi tiết")
)
# What is counted, or the sign of a footnote, behind a heading.
REMARK = re.compile(r"\s*\((?:hộ|người|khẩu|nhân khẩu|\d{1,2})\)$")
# Words before the name of a source or a nature of money.
MONEY = re.compile(r"^(?:(?:nguồn|vốn|kinh phí)\s+)+(?=\S)")
SHORTENED = {
    "nstw": "ngân sách trung ương",
    "nsđp": "ngân sách địa phương",
    "nst": "ngân sách tỉnh",
    "nsx": "ngân sách xã",
    "đtpt": "đầu tư phát triển",
    "sn": "sự nghiệp",
    "dtts": "dân tộc thiểu số",
    "đbkk": "đặc biệt khó khăn",
}


class Headings:
    """The columns by the paths of headings that name them."""

    def __init__(self, keys: Mapping[Path, str]) -> None:
        self._keys = {tuple(map(same_words, path)): key for path, key in keys.items()}
        self._in_full: dict[Path, str] = {}
        unclear = set()
        for path, key in self._keys.items():
            if self._in_full.setdefault(_in_full(path), key) != key:
                unclear.add(_in_full(path))
        for path in unclear:
            del self._in_full[path]

    def key(self, path: Path) -> str | None:
        """The column that a path names; as it stands, or else as it is meant."""
        words = tuple(map(same_words, path))
        return self._keys.get(words) or self._in_full.get(_in_full(words))


def _in_full(path: Path) -> Path:
    return tuple(_meant(words) for words in path if words not in SAYS_NOTHING)


def _meant(words: str) -> str:
    words = MONEY.sub("", REMARK.sub("", words))
    return " ".join(SHORTENED.get(word, word) for word in words.split())
