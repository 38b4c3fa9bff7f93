"""The parts of a report's money of which it quotes figures: all of it, each project, each source; by their names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from budgets.cube import Line, SourceNode
from budgets.paying.cube import PaymentCube
from budgets.paying.faces import undivided_name, undivided_sources
from budgets.paying.paid import Paid
from budgets.paying.sums import Sums
from projects.tree import Node

PERCENT = "percent"


class Quote(NamedTuple):
    """A figure: the name a text quotes it by, what it is called, and which amount of `Sums` it is."""

    name: str
    label: str
    measure: str


# All that is said of the whole; of its parts less.
OF_ALL = tuple(
    Quote(f"payments.{name}", label, measure)
    for name, measure, label in (
        ("given", "given", "Vốn được giao"),
        ("carried_in", "carried_in", "Vốn năm trước chuyển sang"),
        ("available", "available", "Tổng vốn được sử dụng"),
        ("total", "paid", "Giải ngân lũy kế"),
        ("settled", "settled", "Quyết toán"),
        ("carried", "carried_out", "Chuyển nguồn sang năm sau"),
        ("left", "left", "Vốn còn lại của các khoản đã có số giải ngân"),
        ("untold", "untold", "Vốn chưa có số giải ngân"),
        (PERCENT, PERCENT, "Tỷ lệ giải ngân"),
    )
)


def quotes_of(name: str, label: str) -> tuple[Quote, ...]:
    """What is said of a part: `payments.DA1`, `.available`, `.percent`."""
    return (
        Quote(name, label, "paid"),
        Quote(f"{name}.available", f"{label}: vốn được sử dụng", "available"),
        Quote(f"{name}.{PERCENT}", f"{label}: tỷ lệ", PERCENT),
    )


@dataclass(frozen=True)
class Part:
    """The money of some components and sources: `heading` is how a list names it, `depth` how far down it stands."""

    name: str
    heading: str
    quotes: tuple[Quote, ...]
    components: frozenset[int]
    sources: frozenset[int]
    depth: int = 0

    def holds(self, line: Line) -> bool:
        """Whether a cell of the budget is of it."""
        return line[0] in self.components and line[1] in self.sources

    def of(self, cube: PaymentCube) -> Sums:
        """Its sums in a cube."""
        return cube.within(self.components, self.sources)


def parts_of(paid: Paid) -> list[Part]:
    """All of it, then each project with what is of none below it, then each source; only what is known of."""
    frame = paid.cube.frame
    whole = Part("payments", "", OF_ALL, frame.below(paid.cube.root), frame.counted)
    return [whole, *projects_of(paid), *sources_of(paid)]


def projects_of(paid: Paid) -> list[Part]:
    """The projects, each before those below it; at every level they add up to what stands above them."""
    return list(_projects(paid, paid.cube.root))


def _projects(paid: Paid, node: Node) -> Iterator[Part]:
    for child in node.children:
        if paid.cube.total(child) != Sums():
            yield _part(paid, f"payments.{child.component.code}", child.reference, child)
            yield from _projects(paid, child)
    if paid.cube.undivided(node) != Sums():
        yield _undivided(paid, node)


def _part(paid: Paid, name: str, label: str, node: Node) -> Part:
    frame = paid.cube.frame
    quotes = quotes_of(name, f"Giải ngân {label}")
    return Part(name, node.heading, quotes, frame.below(node), frame.counted, node.depth)


def _undivided(paid: Paid, node: Node) -> Part:
    """What is of none of the components below: `Không theo dự án (huy động khác)`."""
    of = f"payments.{node.component.code}" if node.depth else "payments"
    heading = f"{undivided_name(node)} ({undivided_sources(paid, node)})"
    whose = f" của {node.reference}" if node.depth else ""
    quotes = quotes_of(f"{of}.undivided", f"Giải ngân {undivided_name(node).lower()}{whose}")
    components = frozenset({node.component.pk})
    return Part(f"{of}.undivided", heading, quotes, components, paid.cube.frame.counted, node.depth + 1)


def sources_of(paid: Paid) -> list[Part]:
    """Each top source, also one that stands beside the total."""
    return [_source(paid, top) for top in paid.tops if paid.cube.has(top)]


def _source(paid: Paid, top: SourceNode) -> Part:
    name, heading = f"payments.{top.source.code}", top.source.name.lower()
    quotes = quotes_of(name, f"Giải ngân {heading}")
    return Part(name, heading, quotes, paid.cube.frame.below(paid.cube.root), top.keys)
