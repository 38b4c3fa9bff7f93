"""Which column of a sheet holds which money: every source and nature of the catalogue, by its headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from budgets.appendices import MoneyColumn, every_column
from budgets.cube import SourceNode
from planning.documents.model import Column

NUMBER, NAME = "number", "name"
WORDS = (
    Column(NUMBER, ("TT",), width=0, index=""),
    Column(NUMBER, ("STT",), width=0, index=""),
    Column(NAME, ("Nội dung",), width=0, index=""),
)


@dataclass(frozen=True)
class BudgetColumns:
    """The money columns by key; `declared` are all headings under which a sheet may have them."""

    money: dict[str, MoneyColumn]
    declared: tuple[Column, ...]

    def label(self, key: str) -> str:
        """`Ngân sách trung ương, sự nghiệp`."""
        first, *rest = self.money[key].headings
        return ", ".join([first, *(words.lower() for words in rest)])


def columns_of(sources: tuple[SourceNode, ...]) -> BudgetColumns:
    """The columns a budget sheet may have: those of the appendix, exported or not."""
    top_names = {top.source.short_name: top.source.name for top in sources}
    money: dict[str, MoneyColumn] = {}
    for column in every_column(sources):
        # An undivided source comes first under its plain heading, by which people know it.
        money.setdefault(column.key, column)
    declared = [
        Column(column.key, headings, width=0, index="", is_number=True)
        for column in every_column(sources)
        for headings in _spellings(column, top_names)
    ]
    return BudgetColumns(money, (*WORDS, *declared))


def _spellings(column: MoneyColumn, top_names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """A source may be headed by the name it has in tables or by its full name."""
    first, *rest = column.headings
    source = column.source.source if column.source else None
    for top in {first, top_names.get(first, first)}:
        yield (top, *rest)
        if source and rest and rest[0].startswith(source.short_name):
            yield (top, rest[0].replace(source.short_name, source.name, 1))
