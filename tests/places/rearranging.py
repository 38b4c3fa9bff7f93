"""New units as tests describe them, and all that a reorganisation could touch."""

from datetime import UTC, date, datetime

from indicators.models import Result, ResultTotal
from planning.places.reorganising import NewUnit
from planning.places.units import GroupMembership, Succession, Unit, UnitKind

NOW = datetime(2027, 1, 5, 8, tzinfo=UTC)
FIRST, EVE = date(2027, 1, 1), date(2026, 12, 31)


def new_unit(places, code="21600", name="Ba Mới", **more):
    return NewUnit(code, name, "Xã", UnitKind.COMMUNE, places.province, **more)


def everything():
    """All that a reorganisation could touch."""
    models = (Unit, Succession, GroupMembership, Result, ResultTotal)
    return {model: list(model.objects.order_by("pk").values()) for model in models}
