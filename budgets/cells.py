"""What a cell of a budget is called: a component, a source and a nature in one phrase, or in an address."""

from collections.abc import Iterable, Iterator

from budgets.cube import Line, SourceNode
from budgets.models import FundingSource, Nature
from projects.tree import Node

WHOLE = "Toàn Chương trình"
# The undivided first: its heading is shorter, and would cut those of the divided in two.
NATURES = (Nature.NONE, Nature.INVESTMENT, Nature.RECURRENT)


def cell_words(node: Node, source: FundingSource, nature: str) -> str:
    """`Dự án 2, ngân sách trung ương, sự nghiệp`, as an officer names it."""
    return f"{node.reference if node.depth else WHOLE}, {kind_words(source, nature).lower()}"


def kind_words(source: FundingSource, nature: str) -> str:
    """`Ngân sách trung ương, sự nghiệp`: the money of a component by what it is."""
    return f"{source.name}, {Nature(nature).label.lower()}" if nature else source.name


def cell_code(source: str, nature: str) -> str:
    """`central-recurrent`, or the source's code alone where capital is not divided."""
    return f"{source}-{nature}" if nature else source


def cells_of(root: Node, tops: Iterable[SourceNode]) -> Iterator[tuple[Node, SourceNode, Nature]]:
    """All cells in the order of tables: by the tree, by the sources, by the natures."""
    kinds = list(kinds_of(tops))
    for node in root.walk():
        for source, nature in kinds:
            yield node, source, nature


def kinds_of(tops: Iterable[SourceNode]) -> Iterator[tuple[SourceNode, Nature]]:
    """All kinds of money a component may have, in the order of tables."""
    for top in tops:
        for source in top.walk():
            for nature in NATURES:
                yield source, nature


def line_words(root: Node, tops: Iterable[SourceNode], lines: Iterable[Line]) -> dict[Line, str]:
    """The phrase for each line of the tree; one of another programme has none."""
    nodes = {node.component.pk: node for node in root.walk()}
    sources = {node.source.pk: node.source for top in tops for node in top.walk()}
    return {line: cell_words(nodes[line[0]], sources[line[1]], line[2]) for line in lines if line[0] in nodes}
