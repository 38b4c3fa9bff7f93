"""A plan's money at each stage it has been through, side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from budgets.columns import places_of
from budgets.cube import Line, exact_cube_of
from budgets.models import BudgetLine, Stage
from planning.plans.legal import LegalDocument
from planning.plans.plans import Plan
from planning.plans.reading import Reading


@dataclass(frozen=True)
class AtStage:
    """An amount at a stage, the document it rests on, and by how much it differs from the stage before."""

    dong: Decimal | None
    document: str = ""
    difference: Decimal | None = None


@dataclass(frozen=True)
class Course:
    """What became of one line, or of all, from stage to stage."""

    words: str
    stages: tuple[AtStage, ...]
    is_total: bool = False


def rows_of_stages(plan: Plan) -> dict[int, dict[Line, BudgetLine]]:
    """The lines of every stage of a plan, by stage and cell."""
    stages: defaultdict[int, dict[Line, BudgetLine]] = defaultdict(dict)
    for row in BudgetLine.objects.of_plan(plan).select_related("document").order_by("stage"):
        stages[row.stage][row.component_id, row.source_id, row.nature] = row
    return dict(stages)


def stages_of(reading: Reading) -> list[Stage]:
    """The stages a plan's money has been through, in their order."""
    return [Stage(stage) for stage in reading.once(rows_of_stages)]


def document_in_force(plan: Plan) -> LegalDocument | None:
    """The document on which most of a plan's money rests, the latest of equals; none while it is only expected."""
    given = BudgetLine.objects.in_force(plan).filter(stage__gt=Stage.EXPECTED).exclude(document=None)
    counted = given.order_by().values("document").annotate(lines=Count("pk"))
    most = counted.order_by("-lines", "-document__issued_on", "-document").values("document")[:1]
    return LegalDocument.objects.filter(pk__in=most).first()


def courses(reading: Reading) -> list[Course]:
    """All money, then each line, at every stage; a line that a stage does not have is blank there."""
    stages = list(reading.once(rows_of_stages).values())
    cube = exact_cube_of(reading)
    totals = [cube.holding({line: row.amount for line, row in rows.items()}).total() for rows in stages]
    lines = {line for rows in stages for line in rows}
    course = [Course("Tổng số", _course([(total, "") for total in totals]), is_total=True)] if stages else []
    for place in places_of(reading):
        if place.line in lines:
            found = [rows.get(place.line) for rows in stages]
            told = [(row.amount, str(row.document or "")) if row else (None, "") for row in found]
            course.append(Course(place.words, _course(told)))
    return course


def _course(told: Sequence[tuple[Decimal | None, str]]) -> tuple[AtStage, ...]:
    """Amounts with their differences: a blank counts as nothing where the other side has an amount."""
    course, former = [], None
    for position, (dong, document) in enumerate(told):
        is_known = position > 0 and (dong is not None or former is not None)
        difference = (dong or Decimal(0)) - (former or Decimal(0)) if is_known else None
        course.append(AtStage(dong, document, difference))
        former = dong
    return tuple(course)
