"""Words people wrote in the report before this one: offered to whoever drafts anew, never taken over unseen."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Value, When

from planning.formats import same_words
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.parts import Section
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.text.actions import rewrite_section
from planning.text.instructions import OPENING, asked_in
from planning.text.outline import Level, Line, parse, written

HEADINGS = (Level.PART, Level.CLAUSE, Level.SUBCLAUSE)


@dataclass(frozen=True)
class Former:
    """Lines people wrote under a heading of the former report; figures in them are quoted by name."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def source(self) -> str:
        """The lines as one may type them."""
        return written(self.lines)


def report_before(report: Plan, by: User) -> Plan | None:
    """The last report of the kind that the unit, or one it took over, made before; one of the same occasion first."""
    if report.period is None:
        return None
    own = Unit.objects.filter(pk=report.unit_id) | Unit.objects.filter(successions_out__successor=report.unit_id)
    earlier = Plan.objects.reports().visible_to(by).with_names().exclude(status=Status.SUPERSEDED)
    earlier = earlier.filter(
        unit__in=own, programme=report.programme_id, kind=report.kind, period__ends_on__lt=report.period.ends_on
    )
    other_occasion = Case(When(period__kind=report.period.kind, then=Value(0)), default=Value(1))
    return earlier.order_by(other_occasion, "-period__ends_on", "-version").first()


def words_of_people(report: Plan) -> list[Former]:
    """What of a report's text did not come with its template, heading by heading."""
    given = _given(report)
    found: dict[str, list[Line]] = {}
    heading = ""
    for section in Section.objects.of_plan(report).order_by("position"):
        for line in parse(section.body):
            is_given = same_words(line.text) in given
            if is_given and line.level in HEADINGS:
                heading = line.text
            elif not is_given and not asked_in(line.text):
                found.setdefault(heading, []).append(replace(line, anchor=""))
    return [Former(heading, tuple(lines)) for heading, lines in found.items()]


def _given(report: Plan) -> set[str]:
    """The lines with which its first version began, before anyone wrote in them."""
    first = report
    while first.adjusts:
        first = first.adjusts
    begun = Section.history.filter(plan_id=first.pk, history_type="+").values_list("body", flat=True)
    return {same_words(line.text) for body in begun for line in parse(body)}


@transaction.atomic
def take_over(report: Plan, former: Plan, chosen: Collection[int], *, by: User, at: datetime) -> int:
    """Put words of a former report, by their places in `words_of_people`, under the same headings; gives how many.

    A line before them asks to look them over, and stands in the way of signing until someone takes it away. Raises
    PlanIsNotOpen or SectionHasChanged.
    """
    offered = [each for place, each in enumerate(words_of_people(former)) if place in chosen]
    sections = list(Section.objects.of_plan(report).order_by("position"))
    bodies = {section.pk: parse(section.body) for section in sections}
    for each in offered:
        _put(each, former, [bodies[section.pk] for section in sections if section.part == Section.Part.PLAN])
    for section in sections:
        if bodies[section.pk] != parse(section.body):
            rewrite_section(section, written(bodies[section.pk]), revision=section.revision, by=by, at=at)
    return len(offered)


def _put(words: Former, former: Plan, bodies: list[list[Line]]) -> None:
    """Add words to the body in which their heading stands, behind what it asks for; without it, before the last."""
    wanted = same_words(words.heading)
    for body in bodies:
        for place, line in enumerate(body):
            if line.level in HEADINGS and same_words(line.text) == wanted:
                _put_under(words, former, body, place)
                return
    heading = [Line(Level.PART, words.heading)] if words.heading else []
    bodies[max(len(bodies) - 2, 0)].extend([*heading, _to_look_over("", former), *words.lines])


def _put_under(words: Former, former: Plan, body: list[Line], heading: int) -> None:
    behind = range(heading + 1, len(body))
    end = next((place for place in behind if body[place].level in HEADINGS), len(body))
    asking = next((place for place in range(heading + 1, end) if asked_in(body[place].text)), None)
    if asking is None:
        body[end:end] = [_to_look_over("", former), *words.lines]
    else:
        body[asking : asking + 1] = [_to_look_over(asked_in(body[asking].text), former), *words.lines]


def _to_look_over(asked: str, former: Plan) -> Line:
    """What was asked for, and where the words below it come from."""
    source = f"lời dưới đây lấy từ báo cáo {former.period_words}, sửa xong hãy bỏ dòng này"
    return Line(Level.PLAIN, f"{OPENING} {'; '.join(each for each in (asked, source) if each)}]")
