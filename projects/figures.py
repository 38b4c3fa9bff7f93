"""What a plan says about its components, as passages of the text: who leads what, and a block for each."""

from collections.abc import Iterator

from django.urls import reverse

from planning.places.agencies import Agency
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input, explains, last_change
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
    if reading.plan.is_report:
        return
    said, led = reading.once(said_of), reading.made(_led_by)
    for agency, nodes in led.items():
        components = "; ".join(node.reference for node in nodes)
        yield Wording(_lead_name(agency), f"Dự án do {agency.name} chủ trì", components)
    lines = [f"- {agency.name}: chủ trì {{{{ {_lead_name(agency)} }}}}." for agency in led]
    yield Passage("projects.leads", "Phân công chủ trì", "\n".join(lines))
    yield Passage("projects.blocks", "Nội dung các dự án", "\n".join(blocks(reading, frozenset(said))))


def _lead_name(agency: Agency) -> str:
    """By which name the text quotes what an agency leads."""
    return f"leads.{agency.code}"


def _led_by(reading: Reading) -> dict[Agency, list[Node]]:
    """What each agency leads, in the order of the programme."""
    leads = {key: each.lead for key, each in reading.once(said_of).items()}
    led: dict[Agency, list[Node]] = {}
    for node, agency in _led(reading.once(tree_of), leads):
        led.setdefault(agency, []).append(node)
    return led


@explains("leads")
def explain_leads(reading: Reading, name: str) -> Explanation | None:
    """What an agency leads, component by component, and who said so last."""
    found = (pair for pair in reading.made(_led_by).items() if _lead_name(pair[0]) == name)
    agency, nodes = next(found, (None, []))
    if agency is None:
        return None
    rows = [row for row in reading.once(said_of).values() if row.lead_id == agency.pk]
    by, at = last_change(rows)
    address = reverse("project-list", args=[reading.plan.slug])
    return Explanation(
        label=f"Dự án do {agency.name} chủ trì",
        text="; ".join(node.reference for node in nodes),
        formula="Các dự án, tiểu dự án được giao cho cơ quan; dự án có mọi tiểu dự án cùng một cơ quan thì ghi gộp.",
        inputs=tuple(Input(node.reference, node.heading, address) for node in nodes),
        source="Phân công",
        by=by,
        at=at,
        address=address,
    )


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
