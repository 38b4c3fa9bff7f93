"""The texts a new plan or report starts from, in the project's own words."""

from django.conf import settings
from django.db.models import Max

from planning.plans.parts import Section
from planning.plans.plans import Issuing, Plan
from planning.text.outline import Level, parse

SECTION_BREAK = "\n---\n"


def write_text(plan: Plan) -> None:
    """Give a plan that has no text yet the sections of the template for its kind, occasion and level."""
    if plan.sections.exists():
        return
    parts = [(Section.Part.PLAN, _template(*_names(plan)))]
    if plan.issuing == Issuing.BY_DECISION:
        parts.insert(0, (Section.Part.DECISION, _template("decision")))
    sections = [(part, body) for part, source in parts for body in source.split(SECTION_BREAK)]
    for position, (part, body) in enumerate(sections, start=1):
        Section.objects.create(plan=plan, position=position, part=part, body=body.strip())


def write_decision(plan: Plan) -> None:
    """Give a plan that comes to stand behind a decision the articles of one, before its own sections."""
    if plan.issuing != Issuing.BY_DECISION or plan.sections.filter(part=Section.Part.DECISION).exists():
        return
    last = plan.sections.aggregate(last=Max("position"))["last"] or 0
    Section.objects.create(
        plan=plan, position=last + 1, part=Section.Part.DECISION, body=_template("decision").strip()
    )


def headings_of_template(plan: Plan) -> list[str]:
    """The parts and clauses of the text a plan starts from; those that quote figures have no words of their own."""
    source = "\n".join(_template(*_names(plan)).split(SECTION_BREAK))
    titles = (line.text for line in parse(source) if line.level in (Level.PART, Level.CLAUSE))
    return [title for title in titles if "{{" not in title and not title.endswith((".", ";", ":", ","))]


def _names(plan: Plan) -> list[str]:
    """The names under which a text may be found, the most particular first; the level goes before the occasion."""
    if plan.period is None:
        return [f"{plan.kind}-{plan.unit.kind}", plan.kind]
    occasion = f"report-{plan.kind}-{plan.period.kind}"
    return [f"{occasion}-{plan.unit.kind}", f"report-{plan.kind}-{plan.unit.kind}", occasion, f"report-{plan.kind}"]


def _template(*names: str) -> str:
    """The first template that is there: one for the level where it differs, else the kind's own."""
    folder = settings.BASE_DIR / "templates" / "texts"
    paths = [folder / f"{name}.txt" for name in names]
    return next(path for path in paths if path.exists()).read_text(encoding="utf-8")
