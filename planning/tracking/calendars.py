"""Days by which something is due: each app brings its own, and they go into one calendar file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from planning.places.units import Unit, UnitQuerySet

PRODUCT = "-//Ke hoach giam ngheo//Han bao cao//VI"
DOMAIN = "ke-hoach-giam-ngheo"
INVENTED = "số liệu giả định"
# So long before its day a calendar reminds of it; so often it asks whether days have changed.
REMIND_BEFORE, ASK_AGAIN = timedelta(days=3), timedelta(hours=12)


@dataclass(frozen=True)
class DueDay:
    """Something due on a day: `key` tells it from all others for good, `address` is where it is done, `unit` whose."""

    key: str
    day: date
    title: str
    words: str = ""
    address: str = ""
    unit: Unit | None = None

    @property
    def heading(self) -> str:
        """The title, which says so where the unit is invented: a calendar shows nothing else."""
        return f"{self.title} ({INVENTED})" if self.unit and self.unit.is_sample else self.title


# Of all the units given, from a day on; in a constant number of queries.
Dates = Callable[[UnitQuerySet, date], Iterable[DueDay]]
_providers: list[Dates] = []


def provides_dates(provider: Dates) -> Dates:
    """Register a function that yields the days by which units have something to do."""
    _providers.append(provider)
    return provider


def due_days_of(units: UnitQuerySet, since: date) -> list[DueDay]:
    """All days of some units from `since` on, the nearest first."""
    found = [each for provider in _providers for each in provider(units, since)]
    return sorted(found, key=lambda each: (each.day, each.title, each.key))


def calendar_of(days: Iterable[DueDay], *, base: str, at: datetime) -> bytes:
    """The days as an iCalendar file (RFC 5545) of whole-day events; `base` stands before each address."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Hạn báo cáo, nhiệm vụ và kiến nghị")
    # RFC 7986; what Outlook reads of the same is older than that.
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for each in days:
        calendar.add_component(_event(each, base, at))
    return calendar.to_ical()


def _event(due: DueDay, base: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{due.key}@{DOMAIN}")
    event.add("dtstamp", at)
    event.add("dtstart", due.day)
    # Without an end an event of a whole day lasts that day, which is all there is to say of the last day of time.
    if due.day < date.max:
        event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", due.heading)
    if due.words:
        event.add("description", due.words)
    if due.address:
        event.add("url", f"{base}{due.address}")
    event.add("transp", "TRANSPARENT")
    event.add_component(_reminder(due))
    return event


def _reminder(due: DueDay) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", due.heading)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
