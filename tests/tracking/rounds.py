"""The annual period of the province, opened and under way, as the tests of rounds begin with it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from planning.places.units import UnitKind
from planning.plans.periods import PeriodKind
from planning.tracking.actions import open_period
from tests.conftest import FIRST_DAY, make_unit

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OPENS, ENDS = date(2025, 10, 1), date(2025, 12, 31)
COMMUNE_DUE, PROVINCE_DUE = date(2025, 11, 20), date(2025, 11, 30)


def at(day, hour=9, minute=0):
    """A moment of a day, as the clock in Hanoi shows it."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI)


def opened(unit, programme, by, **more):
    """The annual period of 2025, unless `more` says otherwise."""
    fields = {
        "kind": PeriodKind.YEAR,
        "first_year": 2025,
        "ends_on": ENDS,
        "opens_on": OPENS,
        "deadlines": {"province": PROVINCE_DUE, "commune": COMMUNE_DUE},
        "at": at(OPENS),
    }
    return open_period(unit, programme, by=by, **fields | more)


def on_day(monkeypatch, day):
    """Let the clock of the screens stand at nine on a day."""
    monkeypatch.setattr(timezone, "now", lambda: at(day))


def more_communes(province, count):
    """Communes of the province beside those it has."""
    return [
        make_unit(f"3{n:04}", "Xã", f"Mới {n}", UnitKind.COMMUNE, province, valid_from=FIRST_DAY) for n in range(count)
    ]
