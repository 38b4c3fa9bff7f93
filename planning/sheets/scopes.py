"""What a table is filled in for: a plan, or a unit's year; who finds it and who may enter."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied

from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.actions import hold_open
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan


class NoSuchScope(LookupError):
    """There is no such plan or year of a unit, or the person does not see it."""


class ScopeIsNotOpen(PermissionDenied):
    """The person sees the table but may not enter figures in it, or may no longer."""


@dataclass(frozen=True)
class Scope:
    """`name` is what an address calls it: a plan's slug, a unit's code and a year, or a unit's report of a period.

    `subject` is what of a report the table is about, where it is not about the whole. `opens` names the parts of the
    table that are open to the person, where not everyone enters in all of it. `closed` says why a report is not open
    to the person, and what they may do. `is_for_another` says that the person enters for a unit below their own.
    `kept`, where there is one, is for a table that is made before and after figures are stored: what storing them does
    not change it need load only once.
    """

    name: str
    title: str
    unit: Unit
    may_enter: bool
    year: int
    owner: Plan | None = None
    period: ReportingPeriod | None = None
    subject: str = ""
    opens: frozenset[str] = frozenset()
    closed: str = ""
    is_for_another: bool = False
    kept: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    @property
    def plan(self) -> Plan:
        """The plan the table belongs to; ValueError for a table of a unit's year."""
        if self.owner is None:
            raise ValueError(f"{self.name} is no plan")
        return self.owner

    @property
    def reported(self) -> ReportingPeriod:
        """The period the table reports for; ValueError for any other table."""
        if self.period is None:
            raise ValueError(f"{self.name} is no report")
        return self.period


def find_plan(name: str, user: User) -> Scope:
    """The scope of a plan by its slug; raises NoSuchScope."""
    plan = Plan.objects.plans().visible_to(user).with_names().filter(slug=name).first()
    if plan is None:
        raise NoSuchScope(name)
    return scope_of(plan, may_enter=Plan.objects.open_to(user, Action.IMPORT).filter(pk=plan.pk).exists())


def hold_plan(scope: Scope, user: User) -> Scope:
    """Lock the plan until the transaction ends; raises PlanIsNotOpen."""
    return scope_of(hold_open(scope.plan, by=user, action=Action.IMPORT), may_enter=True)


def scope_of(plan: Plan, *, may_enter: bool) -> Scope:
    """The scope of a plan."""
    return Scope(plan.slug, str(plan), plan.unit, may_enter, plan.first_year, plan)
