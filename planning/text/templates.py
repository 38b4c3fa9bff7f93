"""The texts a new plan starts from, in the project's own words."""

from django.conf import settings

from planning.plans.plans import Plan, Section

SECTION_BREAK = "\n---\n"


def write_text(plan: Plan) -> None:
    """Give a plan that has no text yet the sections of its kind's template."""
    if plan.sections.exists():
        return
    source = (settings.BASE_DIR / "templates" / "texts" / f"{plan.kind}.txt").read_text(encoding="utf-8")
    for position, body in enumerate(source.split(SECTION_BREAK), start=1):
        Section.objects.create(plan=plan, position=position, body=body.strip())
