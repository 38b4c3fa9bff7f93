"""A year of a province from its plan to its end, through the application's own actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from budgets.actions import set_amount
from budgets.models import FundingSource
from budgets.paying.actions import store_payments
from budgets.paying.places import Told
from indicators.actions import set_target
from indicators.models import Indicator, Target
from indicators.reporting.actions import store_period_results
from indicators.results.actions import Figures, store_results
from planning.documents import pdf
from planning.documents.actions import issue
from planning.documents.freezing import canonical, freeze
from planning.people.roles import Role
from planning.people.users import User
from planning.places.agencies import Agency, Sector
from planning.places.units import Unit, UnitKind
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation
from planning.plans.periods import PeriodKind
from planning.plans.plans import Plan, PlanKind
from planning.plans.programmes import Programme
from planning.plans.tasks import Task, TaskGroup
from planning.reports.drafting import draft_report
from planning.text.drafting import draft
from planning.tracking.actions import accept_report, lock_period, open_period, send_report
from planning.tracking.progress import TaskProgress
from planning.tracking.recommendations.actions import Answer, answer_recommendation, raise_recommendation
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.scopes import find_report, report_name
from planning.tracking.tasks.saying import Said, say
from projects.models import Component, ProjectPlan
from tests.budgets.paying import place
from tests.conftest import LAST_DAY, make_person, make_unit
from tests.indicators.assigning import enter
from tests.reports.conftest import write_out
from tests.year.told import (
    ASSIGNED,
    BEFORE,
    HALF,
    LINES,
    MILLION,
    MODELS,
    PAID,
    PAID_HALF,
    RATE,
    TASKS,
    TOLD,
    WHOLE,
    WORK,
    YEAR,
)


def on(month, day=10, year=YEAR):
    return datetime(year, month, day, 2, tzinfo=UTC)


@pytest.fixture
def world(places, programme, sources, indicator, decision_90, monkeypatch):
    """The province as it was, a second district in it, its people, an agency, and three indicators.

    The clock stands soon after the year, while those units are still in being.
    """
    monkeypatch.setattr(timezone, "now", lambda: on(2, year=YEAR + 1))
    monkeypatch.setattr(pdf, "draw", lambda document: b"%PDF " + canonical(freeze(document)))
    province = places.old_province
    other = make_unit("536", "Huyện", "Minh Long", UnitKind.DISTRICT, province, valid_to=LAST_DAY)
    commune = make_unit("21600", "Xã", "Long Mai", UnitKind.COMMUNE, other, valid_to=LAST_DAY)
    counts = {"adds_up": "ratio", "numerator": "Số hộ nghèo", "denominator": "Tổng số hộ"}
    return World(
        province=province,
        programme=programme,
        units={unit.code: unit for unit in (places.district, other, places.old_ba_dinh, places.ba_giang, commune)},
        agency=Agency.objects.create(code="so-mau", name="Sở Mẫu", unit=province, sector=Sector.GENERAL),
        editor=make_person("editor", "Cán bộ tỉnh", Role.EDITOR, province),
        signer=make_person("signer", "Lãnh đạo tỉnh", Role.SIGNER, province),
        clerk=make_person("clerk", "Cán bộ xã", Role.EDITOR, places.old_ba_dinh),
        basis=decision_90,
        indicators={
            RATE: indicator(RATE, "Tỷ lệ hộ nghèo", better="down", position=1, **counts),
            MODELS: indicator(MODELS, "Mô hình", "mô hình", 0, adds_up="sum", over_time="cumulative", position=2),
            WORK: indicator(WORK, "Việc làm", "người", 0, adds_up="sum", over_time="cumulative", position=3),
        },
    )


@dataclass
class World:
    """What the year happens to."""

    province: Unit
    programme: Programme
    units: dict[str, Unit]
    agency: Agency
    editor: User
    signer: User
    clerk: User
    basis: LegalDocument
    indicators: dict[str, Indicator]

    @property
    def communes(self):
        return {code: self.units[code] for code in WHOLE}


def issued(world, plan, number, day):
    issue(plan, number=number, issued_on=day, signatory="Nguyễn Văn A", by=world.signer, at=on(1))
    return Plan.objects.with_names().get(pk=plan.pk)


def drafted(world, kind):
    plan = draft(world.province, world.programme, kind, YEAR, YEAR, by=world.editor, at=on(1))
    Citation.objects.create(plan=plan, document=world.basis, position=1)
    plan.drafted_by = world.agency
    plan.save()
    return plan


def plan_of_the_year(world):
    """The annual plan: targets, lines and leads entered, then issued; shares and assignments go with it."""
    plan = drafted(world, PlanKind.ANNUAL)
    for code, comparator, value in ((RATE, "reduce-by", "2.00"), (MODELS, "at-least", 7), (WORK, "reach", 120)):
        target = Target(plan=plan, indicator=world.indicators[code], comparator=comparator, value=Decimal(value))
        set_target(target, by=world.editor)
    for code, source, nature, millions, *_ in LINES:
        component, fund = Component.objects.get(code=code), FundingSource.objects.get(code=source)
        set_amount(plan, component, fund, nature, Decimal(millions * MILLION), by=world.editor)
        ProjectPlan.objects.create(plan=plan, component=component, lead=world.agency)
    for code, source, nature, _, shares, own in LINES:
        column = f"{code}.{source}.{nature}"
        cells = [(f"unit-{world.units[unit].pk}", column, str(part)) for unit, part in shares.items()]
        cells += [(f"agency-{world.agency.pk}", column, str(own))] if own else []
        assert {state for state, _ in enter(plan, world.editor, on(1), *cells, sheet="allocation")} == {"saved"}
    for unit, (numerator, denominator, models) in ASSIGNED.items():
        row = f"unit-{world.units[unit].pk}"
        cells = [
            (row, f"{RATE}.reduce-by/numerator", str(numerator)),
            (row, f"{RATE}.reduce-by/denominator", str(denominator)),
            (row, f"{MODELS}.at-least/value", str(models)),
        ]
        assert {state for state, _ in enter(plan, world.editor, on(1), *cells)} == {"saved"}
    return issued(world, plan, "5", date(YEAR, 1, 15))


def action_plan(world):
    """A plan of two tasks: one of every year, one that was due in September."""
    plan = drafted(world, PlanKind.ACTION)
    group = TaskGroup.objects.create(plan=plan, position=1, title="Nhiệm vụ")
    for position, (content, more) in enumerate(TASKS.items(), start=1):
        Task.objects.create(plan=plan, group=group, position=position, content=content, lead="Sở Mẫu", **more)
    return issued(world, plan, "6", date(YEAR, 1, 16))


def opened(world, kind, ends_on):
    due = {"commune": ends_on.replace(day=20), "district": ends_on.replace(day=25), "province": ends_on}
    return open_period(
        world.province,
        world.programme,
        kind=kind,
        first_year=YEAR,
        ends_on=ends_on,
        opens_on=date(YEAR, 1, 20),
        deadlines=due,
        by=world.editor,
        at=on(1, 20),
    )


def tell_results(world, period, told, by, at, telling):
    """Let communes tell one of the three figures of everything."""
    place = TOLD.index(telling)
    values = {}
    for code, of in told.items():
        for indicator, figures in of.items():
            figure = figures[place]
            names = ("numerator", "denominator") if isinstance(figure, tuple) else ("value",)
            parts = figure if isinstance(figure, tuple) else (figure,)
            key = period.pk, world.units[code].pk, world.indicators[indicator].pk
            values[key] = {
                f"{telling}_{name}": None if part is None else Decimal(part)
                for name, part in zip(names, parts, strict=True)
            }
    store_period_results(values, by=by, at=at)


def tell_money(world, period, told, at):
    """Let every holder tell of its money, in millions; None is a blank."""
    values = {}
    for (holder, code, source), (paid, settled, carried_out) in told.items():
        unit, agency = world.units.get(holder, world.province), world.agency if holder == "agency" else None
        nature = next(line[2] for line in LINES if line[:2] == (code, source))
        amounts = (None if each is None else Decimal(each * MILLION) for each in (paid, settled, carried_out))
        values[place(unit, code, source, nature, agency)] = Told(None, *amounts)
    store_payments(period, values, by=world.editor, at=at)


def send_all(world, period, at):
    """Ba Dinh sends its own report; what the others brought on paper the province sends for them. All are taken."""
    for code, unit in world.units.items():
        sender = world.clerk if code == "21499" else world.editor
        send_report(period, unit, knowingly=True, by=sender, at=at)
        accept_report(period, unit, by=world.editor, at=at)


def half_year(world):
    period = opened(world, PeriodKind.HALF, date(YEAR, 6, 30))
    for telling in TOLD[:2]:
        tell_results(world, period, HALF, world.editor, on(6), telling)
    tell_money(world, period, PAID_HALF, on(6))
    tell_tasks(world, period, on(6, 20), {"Tập huấn": (TaskProgress.State.UNDER_WAY, 40, None)})
    send_all(world, period, on(6, 15))
    lock_period(period, by=world.editor, at=on(8))


def whole_year(world):
    period = opened(world, PeriodKind.YEAR, date(YEAR, 12, 31))
    for telling in TOLD[:2]:
        tell_results(world, period, WHOLE, world.editor, on(12), telling)
    tell_money(world, period, PAID, on(12))
    tell_tasks(world, period, on(12, 30), {"Tập huấn": (TaskProgress.State.DONE, 100, date(YEAR, 11, 2))})
    send_all(world, period, on(12, 15))
    tell_results(world, period, vetted_only(WHOLE), world.editor, on(1, year=YEAR + 1), "vetted")
    return period


def vetted_only(told):
    return {
        code: {indicator: figures for indicator, figures in of.items() if figures[2] is not None}
        for code, of in told.items()
    }


def tell_tasks(world, period, at, told):
    """Say of tasks, by their words, how far they are."""
    scope = find_report(report_name(period, world.province), world.editor)
    tasks = {task.content: task.pk for task in Task.objects.filter(plan__kind=PlanKind.ACTION)}
    say(scope, [Said(tasks[words], *said) for words, said in told.items()], by=world.editor, at=at)


def recommendation(world):
    raised = Recommendation(
        unit=world.province, raised_by="Đoàn giám sát", raised_on=date(YEAR, 5, 2), words="Công khai vốn"
    )
    raise_recommendation(raised, by=world.editor, at=on(6))
    answer = Answer(Recommendation.State.DONE, "Đã công khai", "9/TB", date(YEAR, 7, 1))
    answer_recommendation(raised, answer, by=world.editor, at=on(8))


@pytest.fixture
def report(world):
    """The province's report on a year that has passed from its plan to its end."""
    last_year = {
        (world.units[code].pk, world.indicators[indicator].pk, YEAR - 1): Figures(*figures)
        for code, of in BEFORE.items()
        for indicator, figures in of.items()
    }
    store_results(last_year, by=world.editor, at=on(1))
    plan_of_the_year(world)
    action_plan(world)
    half_year(world)
    recommendation(world)
    period = whole_year(world)
    report = draft_report(world.province, period, PlanKind.MONITORING, by=world.editor, at=on(1, 20, YEAR + 1))
    write_out(report)
    return report
