"""What the level above gave a plan's unit, beside what the plan says it has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max

from budgets.cube import Line, exact_cube_of, sources_of
from budgets.models import Allocation, FundingSource, Nature
from planning.places.units import Succession
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading

# Source and nature.
Kind = tuple[int, str]


@dataclass(frozen=True)
class FromAbove:
    """What plans above gave, in đồng by source and nature and by line, and those plans."""

    given: dict[Kind, Decimal]
    plans: tuple[str, ...]
    lines: dict[Line, Decimal]


@dataclass(frozen=True)
class Comparison:
    """Money of one source, and of one nature where both sides divide it: what was given and what the plan has."""

    source: FundingSource
    nature: Nature
    given: Decimal | None
    own: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.own or Decimal(0)) - (self.given or Decimal(0))

    @property
    def words(self) -> str:
        name = self.source.name
        return f"{name}, {self.nature.label.lower()}" if self.nature else name


def given_above(plan: Plan) -> FromAbove:
    """What issued plans of the same programme, kind and years share out to the plan's unit.

    Where none names the unit itself, what they gave the units it took over as a whole counts, all together: so a
    commune of the new map finds what was shared out to the communes it was made of.
    """
    rows = [row for row in _shares_above(plan) if row[6] == row[7]]
    named = [row for row in rows if row[0] == plan.unit_id] or rows
    given: defaultdict[Kind, Decimal] = defaultdict(Decimal)
    lines: defaultdict[Line, Decimal] = defaultdict(Decimal)
    for _, component, source, nature, amount, *_ in named:
        given[source, nature] += amount
        lines[component, source, nature] += amount
    return FromAbove(dict(given), tuple(sorted({row[5] for row in named})), dict(lines))


def _shares_above(plan: Plan) -> Iterable[tuple[Any, ...]]:
    """Unit, component, source, nature, amount, plan, stage of each share given to the unit or one it took over as a
    whole; and the stage that is in force in that plan."""
    took_over = Succession.objects.filter(successor=plan.unit, is_partial=False).values_list("predecessor", flat=True)
    shares = Allocation.objects.filter(
        plan__status=Status.ISSUED,
        plan__programme=plan.programme_id,
        plan__kind=plan.kind,
        plan__first_year=plan.first_year,
        plan__last_year=plan.last_year,
        unit__in=[plan.unit_id, *took_over],
    )
    names = ("unit", "line__component", "line__source", "line__nature", "amount", "plan__slug", "line__stage")
    return shares.annotate(latest=Max("plan__budget_lines__stage")).values_list(*names, "latest")


def comparisons(reading: Reading) -> Iterator[Comparison]:
    """For each source from which the level above gave something, that beside the plan's own lines."""
    given = reading.once(given_above).given
    own: defaultdict[Kind, Decimal] = defaultdict(Decimal)
    for (_, source, nature), amount in exact_cube_of(reading).lines.items():
        own[source, nature] += amount
    for top in reading.once(sources_of):
        for node in top.walk():
            yield from _of_source(node.source, given, own)


def _of_source(source: FundingSource, given: dict[Kind, Decimal], own: dict[Kind, Decimal]) -> Iterator[Comparison]:
    """A row for each nature, or one for the source where one side divides it and the other does not."""
    theirs = {Nature(nature): given[source.pk, nature] for nature in Nature.values if (source.pk, nature) in given}
    ours = {Nature(nature): own[source.pk, nature] for nature in Nature.values if (source.pk, nature) in own}
    if not theirs:
        return
    if (Nature.NONE in theirs) == (Nature.NONE in ours) or not ours:
        for nature in Nature:
            if nature in theirs or nature in ours:
                yield Comparison(source, nature, theirs.get(nature), ours.get(nature))
    else:
        yield Comparison(source, Nature.NONE, sum(theirs.values(), Decimal(0)), sum(ours.values(), Decimal(0)))
