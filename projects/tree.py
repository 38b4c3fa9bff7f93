"""A programme's tree of components, loaded once and walked in document order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from projects.models import Component


@dataclass
class Node:
    """A component with its place: `number` is `3.1`, empty for the root; `depth` counts from the root's 0."""

    component: Component
    number: str
    depth: int
    level_label: str
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def title(self) -> str:
        """`Tiểu dự án 2`; the root bears the programme's name."""
        return f"{self.level_label} {self.component.position}" if self.level_label else self.component.name

    @property
    def reference(self) -> str:
        """`Tiểu dự án 2 - Dự án 3`, as sentences name it."""
        if self.depth < 2 or self.parent is None:
            return self.title
        return f"{self.title} - {self.parent.reference}"

    @property
    def heading(self) -> str:
        """`Tiểu dự án 2: Cải thiện dinh dưỡng`, as tables name it."""
        return f"{self.title}: {self.component.name}" if self.level_label else self.component.name

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()

    def line_up(self) -> Iterator["Node"]:
        """This node and those above it, up to the root."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def tree_of(plan: Plan) -> Node:
    """The root of the tree of the plan's programme."""
    return tree_of_programme(plan.programme)


def tree_of_programme(programme: Programme) -> Node:
    """The root of a programme's tree; while nobody has entered one, a root that is stored nowhere.

    So the pages of such a programme open, and say what is missing.
    """
    by_parent: dict[int | None, list[Component]] = {}
    for component in Component.objects.filter(programme=programme).order_by("position"):
        by_parent.setdefault(component.parent_id, []).append(component)
    if None not in by_parent:
        return Node(Component(programme=programme, name=programme.name), "", 0, "")
    labels = ["", *programme.level_labels]

    def grow(component: Component, parent: Node | None) -> Node:
        depth = parent.depth + 1 if parent else 0
        prefix = f"{parent.number}." if parent and parent.number else ""
        number = f"{prefix}{component.position}" if parent else ""
        node = Node(component, number, depth, labels[min(depth, len(labels) - 1)], parent)
        node.children = [grow(child, node) for child in by_parent.get(component.pk, [])]
        return node

    return grow(by_parent[None][0], None)
