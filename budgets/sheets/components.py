"""Which component a row is about: its TT number and its name, which must not contradict each other."""

import difflib
import re
from collections import defaultdict

from budgets.sheets.columns import NAME, NUMBER
from planning.entry.reading.rows import name_alone
from planning.formats import same_words
from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.tables import Entry, SheetTable, TableRow
from projects.tree import Node

TOTAL_NAMES = ("Tổng số", "Tổng cộng", "Tổng", "Cộng")
TT_NUMBER = re.compile(r"\d+(\.\d+)*\.?")


class RowIsUnclear(ValueError):
    """A row names no component, or two; `key` is the column at fault."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


class Components:
    """A programme's tree as rows name it."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._by_number = {node.number: node for node in root.walk() if node.number}
        self._by_name: defaultdict[str, list[Node]] = defaultdict(list)
        for node in root.walk():
            for name in {same_words(name) for name in (node.heading, node.title, node.reference, node.component.name)}:
                self._by_name[name].append(node)
        for name in TOTAL_NAMES:
            self._by_name[same_words(name)].append(root)

    def named(self, number: str, name: str) -> Node:
        """The component of a row by its TT and name; raises RowIsUnclear."""
        # A program may take `2.1` for the number two and one tenth.
        number = number.replace(",", ".").rstrip(".")
        by_name, by_number = self._called(same_words(name)), self._by_number.get(number)
        if by_number and by_number in by_name:
            return by_number
        # A number in another way of numbering, as `I` or `a)`, contradicts nothing.
        if len(by_name) == 1 and not TT_NUMBER.fullmatch(number):
            return by_name[0]
        if not by_name:
            raise RowIsUnclear(NAME, self._unknown(name, by_number))
        if not number:
            raise RowIsUnclear(NUMBER, f"Có nhiều dòng mang tên này. Cần ghi TT: {_numbers(by_name)}.")
        raise RowIsUnclear(NUMBER, f"TT không khớp với tên của dòng. Tên này có TT: {_numbers(by_name)}.")

    def _called(self, words: str) -> list[Node]:
        return self._by_name.get(words) or self._by_name.get(name_alone(words), [])

    def _unknown(self, name: str, by_number: Node | None) -> str:
        if by_number:
            return f"Tên không khớp với TT của dòng. TT {by_number.number} là “{by_number.heading}”."
        headings = [node.heading for node in self.root.walk() if node.depth]
        nearest = difflib.get_close_matches(name, headings, n=2, cutoff=0.5) or [
            node.heading for node in self.root.children
        ]
        expected = "; ".join(f"“{heading}”" for heading in nearest)
        return f"Chương trình không có dự án, tiểu dự án tên này. Các tên cần dùng: {expected}."


def _numbers(nodes: list[Node]) -> str:
    return ", ".join(node.number or "để trống" for node in nodes)


def rows_of(table: SheetTable, root: Node) -> tuple[dict[int, TableRow], list[CellProblem]]:
    """The rows by the key of their component, and the problems of those that have none or come twice."""
    components, rows, problems = Components(root), dict[int, TableRow](), list[CellProblem]()
    labels = tuple(same_words(node.level_label) for node in root.walk() if node.level_label)
    for row in table.rows:
        if row[NAME].fault or row[NUMBER].fault or _is_remark(row, labels):
            continue
        try:
            node = components.named(row[NUMBER].text, row[NAME].text)
        except RowIsUnclear as unclear:
            problems.append(_problem(table, row[unclear.key], str(unclear)))
            continue
        if first := rows.get(node.component.pk):
            message = f"Dòng này trùng với dòng {first.number}; mỗi dự án, tiểu dự án chỉ có một dòng."
            problems.append(_problem(table, row[NAME], message))
        else:
            rows[node.component.pk] = row
    return rows, problems


def _problem(table: SheetTable, entry: Entry, message: str) -> CellProblem:
    return problem_at(table.sheet.name, entry.place, entry.text, message)


def _is_remark(row: TableRow, labels: tuple[str, ...]) -> bool:
    """A footnote, or `Trong đó:`: one cell of words that begin like no row of the table."""
    held = [entry for entry in row.entries.values() if not entry.is_blank]
    if len(held) != 1 or held[0] not in (row[NAME], row[NUMBER]):
        return False
    words = same_words(held[0].text)
    is_total = words in map(same_words, TOTAL_NAMES)
    return not (is_total or words.startswith(labels) or TT_NUMBER.fullmatch(words))
