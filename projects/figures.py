"""What a plan says about its components, as passages of the text: who leads what, and a block for each."""

from collections.abc import Iterator

from planning.places.agencies import Agency
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.figures import Figure, Passage, Wording, provides_figures
from planning.text.outline import Level, parse
from projects.models import ProjectPlan
from projects.tree import Node, tree_of


def said_of(plan: Plan) -> dict[int, ProjectPlan]:
    """What a plan says about each component, by the component's key."""
    rows = ProjectPlan.objects.of_plan(plan).select_related("lead").prefetch_related("partners")
    return {said.component_id: said for said in rows}


@provides_figures
def lead_figures(reading: Reading) -> Iterator[Figure]:
    """`projects.leads` lists leads and what they lead, `leads.<agency>` is one of them; `projects.blocks` says all."""
    said = reading.once(said_of)
    led: dict[Agency, list[str]] = {}
    for node, agency in _led(reading.once(tree_of), {key: each.lead for key, each in said.items()}):
        led.setdefault(agency, []).append(node.reference)
    for agency, components in led.items():
        yield Wording(f"leads.{agency.code}", f"Dự án do {agency.name} chủ trì", "; ".join(components))
    lines = [f"- {agency.name}: chủ trì {{{{ leads.{agency.code} }}}}." for agency in led]
    yield Passage("projects.leads", "Phân công chủ trì", "\n".join(lines))
    yield Passage("projects.blocks", "Nội dung các dự án", "\n".join(blocks(reading, frozenset(said))))


def _led(node: Node, leads: dict[int, Agency]) -> Iterator[tuple[Node, Agency]]:
    """Each component with its lead; a project whose sub-projects all have one lead stands for them."""
    below = [pair for child in node.children for pair in _led(child, leads)]
    agencies = {agency for _, agency in below}
    if node.component.pk in leads:
        yield node, leads[node.component.pk]
    elif node.depth and len(agencies) == 1 and len(below) == len(node.children):
        yield node, agencies.pop()
        return
    yield from below


def blocks(reading: Reading, shown: frozenset[int], costs: dict[int, str] | None = None) -> Iterator[str]:
    """A clause for each project with a component in `shown`, a clause below it for each of its sub-projects.

    Both have points: aim, beneficiaries, supported content, the words of `costs`, who leads with whom.
    """
    said = reading.once(said_of)
    for node in reading.once(tree_of).walk():
        key = node.component.pk
        if node.depth and any(each.component.pk in shown for each in node.walk()):
            yield f"{'1.' if node.depth == 1 else '1.1.'} {node.heading}"
        if node.depth and key in shown:
            yield from _points(said.get(key), (costs or {}).get(key, ""))


def _points(said: ProjectPlan | None, cost: str) -> Iterator[str]:
    if said:
        yield from _point("Mục tiêu", said.objective)
        yield from _point("Đối tượng", said.beneficiaries)
        yield from _point("Nội dung hỗ trợ", said.content)
    yield from _point("Kinh phí thực hiện", cost)
    if said:
        yield from _point("Phân công thực hiện", _assignment(said))


def _point(title: str, words: str) -> Iterator[str]:
    """A point of one paragraph stands on the line of its title, one of several below it; none for no words."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) == 1 and parse(lines[0])[0].level is Level.PLAIN:
        yield f"a) {title}: {lines[0]}"
    elif lines:
        yield f"a) {title}:"
        yield from lines


def _assignment(said: ProjectPlan) -> str:
    partners = [partner.name for partner in said.partners.all()]
    others = ", ".join([*partners, "các cơ quan, địa phương liên quan"])
    return f"{said.lead.name} chủ trì, phối hợp với {others} tổ chức thực hiện, kiểm tra, đánh giá và báo cáo kết quả."
