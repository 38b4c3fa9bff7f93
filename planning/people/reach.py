"""Which units a person reaches from their posts: the ground of every `visible_to` and `editable_by`.

Each reach is a recursive query inside the query that asks, so it costs no query and no list of its own.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models.expressions import RawSQL

from planning.people.roles import Action, Role, roles_that_may
from planning.people.users import Post, User
from planning.places.units import Succession, Unit, UnitQuerySet

PREDECESSOR = "SELECT successor_id AS here, predecessor_id AS there FROM {succession}"
# Who took over a part only may look at the former unit, but its figures are not theirs to change.
WHOLE_PREDECESSOR = f"{PREDECESSOR} WHERE NOT is_partial"
CHILD = "SELECT parent_id AS here, id AS there FROM {unit} WHERE parent_id IS NOT NULL"
# Of units that have not ended before a day.
IN_BEING = " AND unit_id IN (SELECT id FROM {unit} WHERE valid_to IS NULL OR valid_to >= %s)"
PARENT = "SELECT id AS here, parent_id AS there FROM {unit} WHERE parent_id IS NOT NULL"


def units_of(user: User | AnonymousUser, action: Action) -> UnitQuerySet:
    """The units for which `user` may do `action`: those of their posts and the units these took over."""
    return _reached(user, roles_that_may(action), _former(action))


def units_of_posts(user: User | AnonymousUser) -> UnitQuerySet:
    """The units of the user's posts and those these wholly took over; nothing more, whatever else they may see."""
    return _walked(user, roles_that_may(Action.VIEW), WHOLE_PREDECESSOR)


def units_below(user: User | AnonymousUser) -> UnitQuerySet:
    """The units of the user's posts, all below them, and the former units of both."""
    return _reached(user, roles_that_may(Action.VIEW), PREDECESSOR, CHILD)


def units_within(user: User | AnonymousUser, action: Action, on: date | None = None) -> UnitQuerySet:
    """The units for which, or for whose unit above, `user` may do `action`: a province enters for its communes.

    With a day, from the posts in units that are in being on it alone: one that is no more acts no more itself.
    """
    return _reached(user, roles_that_may(action), _former(action), CHILD, on=on)


def units_above(user: User | AnonymousUser) -> UnitQuerySet:
    """The units the user's own belong or belonged to, whose plans in force bind them."""
    return _reached(user, roles_that_may(Action.VIEW), PREDECESSOR, PARENT)


def _former(action: Action) -> str:
    return PREDECESSOR if action is Action.VIEW else WHOLE_PREDECESSOR


def _reached(user: User | AnonymousUser, roles: Iterable[Role], *steps: str, on: date | None = None) -> UnitQuerySet:
    if user.is_authenticated and user.is_active and user.is_superuser:
        return Unit.objects.all()
    return _walked(user, roles, *steps, on=on)


def _walked(user: User | AnonymousUser, roles: Iterable[Role], *steps: str, on: date | None = None) -> UnitQuerySet:
    """The units of the user's posts in some roles, and those to which the steps lead from there."""
    if not user.is_authenticated or not user.is_active:
        return Unit.objects.none()
    roles = list(roles)
    tables = {name: model._meta.db_table for name, model in _TABLES.items()}
    marks = ", ".join("%s" for _ in roles)
    walk = " UNION ALL ".join(steps).format(**tables)
    begins = IN_BEING.format(**tables) if on else ""
    sql = f"""
        WITH RECURSIVE reached(id) AS (
            SELECT unit_id FROM {tables["post"]} WHERE user_id = %s AND role IN ({marks}){begins}
            UNION
            SELECT step.there FROM reached JOIN ({walk}) AS step ON step.here = reached.id
        ) SELECT id FROM reached"""
    return Unit.objects.filter(id__in=RawSQL(sql, [user.pk, *roles, *([on] if on else [])]))


_TABLES = {"unit": Unit, "succession": Succession, "post": Post}
