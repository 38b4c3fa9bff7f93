"""Which row of the table a row of a workbook is about: by its code, or else by its name."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from planning.documents.model import RowKind
from planning.entry.reading.tables import is_numbering
from planning.entry.tables import EntryRow, EntryTable
from planning.formats import same_words
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.tables import SheetTable, TableRow

PREFIX = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?|tỉnh|x\.|p\.|tt\.)\s*(?=\S)")
TOTALS = ("Tổng số", "Tổng cộng", "Tổng", "Cộng", "Toàn tỉnh", "Toàn xã", "Toàn quốc")
SUM_WORDS = re.compile(r"(?:tổng|t\. ?cộng|tc|cộng|toàn (?:tỉnh|huyện|xã|quốc)|lũy kế)\b")
GROUP_NUMBER = re.compile(r"[IVX]+|[A-HĐ]")
# Of what there may be sums that the table does not have.
GROUP_WORDS = re.compile(r"(?:huyện|quận|thị xã|thành phố|tp|khu vực|vùng|miền|cụm|khối|các (?:xã|phường|huyện))\b")
# What people write before a name and after it: a dash, a number, who governs there; a footnote, what is added.
BEFORE_A_NAME = re.compile(r"^(?:[-+•*·]\s*|\d{1,3}(?:\.\d{1,3})*[.)]\s*|[a-zđ]\)\s*|(?:ubnd|ủy ban nhân dân)\s+)+")
ABBREVIATED = {re.compile(r"^x\.\s*"): "xã ", re.compile(r"^(?:p|ph)\.\s*"): "phường "}
AFTER_A_NAME = re.compile(r"\s*(?:\(\d{1,2}\)|\([ivx\d]+(?:\+[ivx\d]+)+\)|\[\d{1,2}\]|\*+|[¹²³])$")
# Near names are looked for among so many, and for so many rows: looking takes longer than all else.
SUGGESTED_AMONG, SUGGESTED_FOR = 2_000, 100
SHOWN = 5
NOT_HERE = "Không có dòng này trong bảng của bạn, hoặc bạn không được nhập cho đơn vị này."


class RowIsUnclear(ValueError):
    """A row names no row of the table, or several; `key` is the column at fault."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


@dataclass
class FoundRows:
    """The rows of a sheet: those of the table's items, those of its sums, sums the table does not have, headings of
    groups without a figure, and remarks that were passed over."""

    items: list[tuple[EntryRow, TableRow]] = field(default_factory=list)
    sums: list[tuple[EntryRow, TableRow]] = field(default_factory=list)
    foreign: list[TableRow] = field(default_factory=list)
    headings: list[TableRow] = field(default_factory=list)
    remarks: list[TableRow] = field(default_factory=list)


class RowFinder:
    """The table's rows as a sheet with these word columns names them."""

    def __init__(self, table: EntryTable, found: SheetTable) -> None:
        self.table = table
        self.words = [
            (at, word.key)
            for at, word in enumerate(table.words)
            if word.key in found.header.columns and not is_numbering(word)
        ]
        self.numbering = next(
            ((at, w.key) for at, w in enumerate(table.words) if w.key in found.header.columns and is_numbering(w)),
            None,
        )
        self.numeric = [column.key for column in table.columns if column.key in found.header.columns]
        self._suggested = 0
        self._as_drawn: dict[tuple[str, ...], EntryRow | None] = {}
        for row in table.rows:
            drawn = tuple(row.labels[at] for at, _ in self.words)
            self._as_drawn[drawn] = None if drawn in self._as_drawn else row

    def find(self, row: TableRow) -> EntryRow:
        """The row of the table that a row of the sheet is about; raises RowIsUnclear."""
        said = tuple(row[key].text for _, key in self.words)
        if drawn := self._as_drawn.get(said):
            return drawn
        held = [(place, text) for place, text in enumerate(said) if text]
        if not held:
            return self._numbered(row)
        matches = [self._match(place, text) for place, text in held]
        candidates = frozenset.intersection(*matches) or self._by_bare_names(held, matches)
        if not candidates:
            raise self._unknown(held, matches)
        if len(candidates) > 1:
            candidates = self._told_apart(candidates, row)
        if len(candidates) > 1:
            raise self._several(candidates, held)
        known = self.table.rows[next(iter(candidates))]
        if self._names_a_group(known, row, held):
            raise RowIsUnclear(self.words[held[-1][0]][1], f"Không rõ là một nhóm hay là “{known.labels[-1]}”.")
        return known

    def _match(self, place: int, text: str) -> frozenset[int]:
        """The rows that a text in a word column may name."""
        named, words = self._named[place], folded(text)
        return named[words] if words in named else named.get(name_alone(words), frozenset())

    def _names_a_group(self, known: EntryRow, row: TableRow, held: list[tuple[int, str]]) -> bool:
        """Whether a row is called like an item but numbered like a group: `II. Ba Tơ` is the district, not the xã."""
        if known.kind is not RowKind.ITEM or self.numbering is None or not self._is_group_number(row):
            return False
        at = self.numbering[0]
        is_bare = all(folded(known.labels[self.words[place][0]]) != folded(text) for place, text in held)
        return is_bare and not GROUP_NUMBER.fullmatch(known.labels[at])

    def _is_group_number(self, row: TableRow) -> bool:
        return bool(self.numbering and GROUP_NUMBER.fullmatch(row[self.numbering[1]].text.strip(" .")))

    def is_sum(self, row: TableRow) -> bool:
        """Whether a row that the table does not have is a sum, by its number or its words."""
        said = [row[self.numbering[1]].text] if self.numbering else []
        words = [same_words(text) for text in (*said, *(row[key].text for _, key in self.words))]
        if self._is_group_number(row) or any(map(SUM_WORDS.match, words)):
            return True
        return not self._has_groups and any(map(GROUP_WORDS.match, words))

    @cached_property
    def _has_groups(self) -> bool:
        """Whether what may be a group elsewhere is an item here, as districts are before the reform."""
        labels = (same_words(row.labels[-1]) for row in self.table.rows if row.kind is RowKind.ITEM)
        return any(map(GROUP_WORDS.match, labels))

    def _numbered(self, row: TableRow) -> EntryRow:
        """The row whose name stands where the row numbers do, as that of a total may."""
        text = folded(row[self.numbering[1]].text) if self.numbering else ""
        for index in self._named if text else ():
            for place in index.get(text, ()):
                return self.table.rows[place]
        raise RowIsUnclear(self.words[0][1], "Dòng có số liệu nhưng không có mã hoặc tên.")

    @cached_property
    def _named(self) -> list[dict[str, frozenset[int]]]:
        """For each word column the places of the rows by each text that may stand there."""
        named: list[defaultdict[str, set[int]]] = [defaultdict(set) for _ in self.words]
        for place, row in enumerate(self.table.rows):
            for index, (at, _) in zip(named, self.words, strict=True):
                for text in _texts(row, at):
                    index[text].add(place)
        return [{text: frozenset(places) for text, places in index.items()} for index in named]

    def _by_bare_names(self, held: list[tuple[int, str]], matches: list[frozenset[int]]) -> frozenset[int]:
        """Where one cell alone says which row it is, the prefix in another may be of former times."""
        for match in matches:
            if len(match) == 1:
                (place,) = match
                row = self.table.rows[place]
                said = ((self.words[at][0], bare(folded(text))) for at, text in held)
                if all(text in {bare(each) for each in _texts(row, at)} for at, text in said):
                    return match
        return frozenset()

    def _told_apart(self, candidates: frozenset[int], row: TableRow) -> frozenset[int]:
        """Of several rows the one with this row number; else the only one that is entered."""
        rows = self.table.rows
        if self.numbering and (number := row[self.numbering[1]].text):
            at = self.numbering[0]
            numbered = frozenset(each for each in candidates if folded(rows[each].labels[at]) == folded(number))
            if len(numbered) == 1:
                return numbered
        return candidates

    def _unknown(self, held: list[tuple[int, str]], matches: list[frozenset[int]]) -> RowIsUnclear:
        for (place, text), match in zip(held, matches, strict=True):
            if not match and (bare(folded(text)) not in self._named[place] or not any(matches)):
                return RowIsUnclear(self.words[place][1], self._not_here(place, text))
        (first, text), match = next((h, m) for h, m in zip(held, matches, strict=True) if m)
        is_one = len(match) == 1
        whose = self._label(next(iter(match))) if is_one else "các dòng khác"
        message = f"“{text}” trong bảng là của {whose}; các ô mã, tên của dòng này không khớp nhau."
        return RowIsUnclear(self.words[first][1], message)

    def _not_here(self, place: int, text: str) -> str:
        at = self.words[place][0]
        self._suggested += 1
        if self._suggested > SUGGESTED_FOR:
            return NOT_HERE
        labels = [row.labels[at] for row in self.table.rows[:SUGGESTED_AMONG] if row.labels[at]]
        alike = self._named[place].get(bare(folded(text)), frozenset())
        near = [self.table.rows[each].labels[at] for each in sorted(alike)[:SHOWN]]
        near = near or difflib.get_close_matches(text, labels, n=3, cutoff=0.6)
        expected = " Có phải: " + ", ".join(f"“{each}”" for each in dict.fromkeys(near)) + "?" if near else ""
        return f"{NOT_HERE}{expected}"

    def _several(self, candidates: frozenset[int], held: list[tuple[int, str]]) -> RowIsUnclear:
        shown = "; ".join(self._label(each) for each in sorted(candidates)[:SHOWN])
        message = f"Có {len(candidates)} dòng mang tên này; cần ghi thêm mã hoặc các cột phân biệt: {shown}."
        return RowIsUnclear(self.words[held[-1][0]][1], message)

    def _label(self, place: int) -> str:
        labels = self.table.rows[place].labels
        told = (label for label, word in zip(labels, self.table.words, strict=True) if not is_numbering(word))
        return ", ".join(filter(None, told))


def folded(text: str) -> str:
    """A form in which two spellings of a name or code are equal; leading zeros of a code do not count."""
    words = same_words(text)
    return words.lstrip("0") or words if words.isdigit() else words


def name_alone(words: str) -> str:
    """A folded name without what people write before and after it, and in full what they shorten."""
    words = AFTER_A_NAME.sub("", BEFORE_A_NAME.sub("", words))
    for short, full in ABBREVIATED.items():
        words = short.sub(full, words)
    return words


def bare(words: str) -> str:
    """A folded name without what kind of unit it is."""
    return PREFIX.sub("", words, count=1) if PREFIX.match(words) else words


def _texts(row: EntryRow, at: int) -> Iterator[str]:
    """The texts by which a column may name a row."""
    label = folded(row.labels[at])
    if not label:
        return
    names = [label, *map(folded, row.names)]
    if row.kind is not RowKind.ITEM:
        names += map(folded, TOTALS) if row.kind is RowKind.TOTAL and SUM_WORDS.match(label) else ()
    else:
        names += [bare(name) for name in names if not name.isdigit()]
    yield from names


def read_rows(finder: RowFinder, found: SheetTable) -> tuple[FoundRows, list[CellProblem]]:
    """Sort the rows of a sheet; the problems are those of rows that have none in the table."""
    rows, unclear = FoundRows(), list[tuple[TableRow, RowIsUnclear]]()
    problems = list(found.other_tables())
    last = 0
    for row in found.rows:
        if faults := [row[key] for _, key in finder.words if row[key].fault]:
            problems += map(found.problem, faults)
            continue
        try:
            known = finder.find(row)
        except RowIsUnclear as error:
            unclear.append((row, error))
            continue
        (rows.items if known.kind is RowKind.ITEM else rows.sums).append((known, row))
        last = row.number
    for row, why in unclear:
        if _is_remark(finder, row, is_below=row.number > last):
            (rows.headings if finder.is_sum(row) else rows.remarks).append(row)
        elif finder.is_sum(row):
            rows.foreign.append(row)
        else:
            entry = row[why.key]
            problems.append(problem_at(found.sheet.name, entry.place, entry.text, str(why)))
    return rows, problems


def _is_remark(finder: RowFinder, row: TableRow, *, is_below: bool) -> bool:
    """A row without a number: a heading, a footnote, or the words of those who sign below the table."""
    entries = [row[key] for key in finder.numeric]
    held = [entry for entry in entries if not entry.is_blank]
    return not held or (is_below and all(isinstance(entry.value, str) and entry.number is None for entry in held))
