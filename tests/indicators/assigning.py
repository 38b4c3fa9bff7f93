"""A province of the tests that assigns a rate, a count and a figure that does not add up. All figures are invented."""

from indicators.models import AssignedTarget, Target
from planning.entry.kinds import entry_kind
from planning.entry.saving import Typed, save_typed
from planning.places.units import GroupMembership, Unit, UnitGroup, UnitKind
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from planning.sheets.scopes import find_plan
from planning.text.templates import write_text
from tests.conftest import FIRST_DAY, make_plan

SLUG = "51-new-2025"
POOR_RATE, POOR, LEVEL = "ty-le-ngheo", "so-ho-ngheo", "muc-hai-long"


def make_indicators(indicator):
    """A rate of households, a count of them, and a figure that is not put together from others."""
    rate = {"better": "down", "adds_up": "ratio", "numerator": "Số hộ nghèo", "denominator": "Tổng số hộ"}
    indicator(POOR_RATE, "Tỷ lệ hộ nghèo", position=1, **rate)
    indicator(POOR, "Số hộ nghèo", unit="hộ", decimals=0, better="down", adds_up="sum", position=2)
    indicator(LEVEL, "Mức độ hài lòng", unit="điểm", decimals=1, position=3)


def make_target(plan, code, comparator, value, **more):
    """A target of the plan, its indicator by its code."""
    found = indicator_of(code)
    return Target.objects.create(plan=plan, indicator=found, comparator=comparator, value=value, **more)


def indicator_of(code):
    """The indicator of a code."""
    return Target._meta.get_field("indicator").related_model.objects.get(code=code)


def give(target, unit, value=None, numerator=None, denominator=None, value_to=None):
    """Assign of a target to a unit."""
    return AssignedTarget.objects.create(
        plan=target.plan,
        target=target,
        unit=unit,
        value=value,
        value_to=value_to,
        numerator=numerator,
        denominator=denominator,
    )


def make_province_plan(places, programme, indicator):
    """The plan of the province of today, without a target yet."""
    make_indicators(indicator)
    plan = make_plan(places.province, programme, SLUG)
    write_text(plan)
    return plan


def group_of_ba_to(places):
    """The group of the former district, with the commune of Ba Dinh in it."""
    group = UnitGroup.objects.create(code="huyen-cu-535", name="địa bàn huyện Ba Tơ (cũ)", former_unit=places.district)
    GroupMembership.objects.create(group=group, unit=places.ba_dinh, valid_from=FIRST_DAY)
    return group


def make_communes(province, count, first=0):
    """More communes of a province."""
    return [
        Unit.objects.create(
            code=f"9{number:04}",
            prefix="Xã",
            name=f"Số {number}",
            kind=UnitKind.COMMUNE,
            parent=province,
            valid_from=FIRST_DAY,
        )
        for number in range(first, first + count)
    ]


def issue(plan):
    """Let a plan be in force."""
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)


def reading(plan):
    """A fresh look at a plan."""
    return Reading(Plan.objects.with_names().get(pk=plan.pk))


def rules(plan):
    """The rules that keep a plan from being signed."""
    return {problem.rule for problem in obstacles(problems_of_plan(plan))}


def table_of(plan, user, sheet="assignment"):
    """The table to fill in, as it is now."""
    return entry_kind(sheet).table(find_plan(plan.slug, user))


def shown(plan, user, sheet="assignment"):
    """The texts of the table by the last label of the row and the label of the column, blanks left out."""
    table = table_of(plan, user, sheet)
    return {
        (row.labels[-1], column.label): table.text(row, column)
        for row in table.rows
        for column in table.columns
        if table.text(row, column)
    }


def enter(plan, user, at, *cells, sheet="assignment"):
    """Type texts into (row, column), over what stands there; gives for each its state and message."""
    saved = save(plan, user, at, *cells, sheet=sheet)
    return [(str(answer.state), answer.message) for answer in saved.answers]


def save(plan, user, at, *cells, sheet="assignment"):
    """Type texts into (row, column), over what stands there; gives the table before and after too."""
    kind, scope = entry_kind(sheet), find_plan(plan.slug, user)
    table = kind.table(scope)
    typed = [
        Typed(row, column, text, table.text(table.row_at[row], table.column_at[column])) for row, column, text in cells
    ]
    return save_typed(kind, scope, typed, by=user, at=at)
