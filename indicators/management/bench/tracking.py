"""What the screens and papers of tracking cost over the sample province: queries and time of each, and the memory."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from indicators.management.bench.grid import PLAIN, counted
from indicators.management.bench.timing import timed
from planning.documents import docx, pdf, xlsx
from planning.documents.assemble import assemble
from planning.documents.model import PlanDocument
from planning.people.roles import Role
from planning.people.users import Post, User
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.sample.parts import LAST_YEAR
from planning.sample.places import PROVINCE
from planning.tracking.dashboards import Sight, all_exhibits
from planning.tracking.filling import parts_of_reports
from planning.tracking.looking import dashboard_name, find_sight

NAME = "bench-tracking"
# A day on which the year is almost over and its reports come in, so that there is something to warn of.
TODAY = date(LAST_YEAR, 12, 10)
# What takes longer than so many milliseconds is not done again.
PATIENCE = 15_000
KIB_PER_MIB = 1024


@dataclass(frozen=True)
class Cost:
    """The most queries (None: not counted) and the middle of the milliseconds that a thing takes."""

    words: str
    queries: int | None
    milliseconds: float


@dataclass(frozen=True)
class Costs:
    """The costs of all things over one province, and the MiB that the process took at most."""

    costs: tuple[Cost, ...]
    mebibytes: float

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Costs":
        """As it was before `asdict`."""
        return cls(tuple(Cost(**each) for each in told["costs"]), told["mebibytes"])


def measured(rounds: int) -> dict[str, Any]:
    """Measure over the sample province of this database, on a day of its last year."""
    at = timezone.make_aware(datetime.combine(TODAY, time(9)))
    with patch("django.utils.timezone.now", return_value=at), override_settings(**PLAIN):
        costs = tuple(_costs(_officer(), rounds))
    return asdict(Costs(costs, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB))


def _officer() -> User:
    """An officer of the province with one post, whatever its size."""
    person, _ = User.objects.get_or_create(username=NAME, defaults={"full_name": NAME})
    period = _period()
    Post.objects.get_or_create(user=person, unit=period.unit, role=Role.EDITOR)
    return person


def _period() -> ReportingPeriod:
    periods = ReportingPeriod.objects.filter(unit__code=PROVINCE, kind=PeriodKind.YEAR, last_year=LAST_YEAR)
    return periods.with_names().get()


def _costs(officer: User, rounds: int) -> Iterator[Cost]:
    client = Client()
    client.force_login(officer)
    for words, address in _pages(officer):
        yield _cost(words, partial(_fetched, client, address), rounds)
    # A picture is kept once it is drawn, so it is drawn once only.
    for words, address in _pictures(officer):
        yield _cost(f"{words}, vẽ", partial(_fetched, client, address), 1)
        yield _cost(f"{words}, đã vẽ", partial(_fetched, client, address), rounds)
    yield from _papers(rounds)


def _sight(officer: User) -> Sight:
    return find_sight(dashboard_name(_period().unit, LAST_YEAR), officer, TODAY)


def _pages(officer: User) -> Iterator[tuple[str, str]]:
    period = _period()
    yield "Trang chủ", reverse("home")
    yield "Bảng theo dõi", reverse("dashboard", args=[dashboard_name(period.unit, LAST_YEAR)])
    yield "Kỳ báo cáo: các đơn vị", reverse("period", args=[period.slug])
    for part in parts_of_reports():
        yield f"Bảng của tỉnh: {part.label}", part.address(period, period.unit)


def _pictures(officer: User) -> Iterator[tuple[str, str]]:
    sight = _sight(officer)
    for found in all_exhibits(sight):
        address = reverse("dashboard-svg", args=[dashboard_name(sight.unit, LAST_YEAR), found.picture.key])
        yield f"Hình {found.picture.key}", address


def _papers(rounds: int) -> Iterator[Cost]:
    """The annual report, from its rows and from the document they make."""
    report = Plan.objects.with_names().get(unit__code=PROVINCE, period=_period(), kind=PlanKind.MONITORING)
    yield _cost("Báo cáo năm: lập từ cơ sở dữ liệu", lambda: assemble(report), rounds)
    document: PlanDocument = assemble(report)
    for form, draw in (("PDF", pdf.draw), ("Word", docx.draw), ("Excel", xlsx.draw)):
        yield _cost(f"Báo cáo năm: vẽ {form}", partial(draw, document), rounds)


def _fetched(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


def _cost(words: str, deed: Callable[[], object], rounds: int) -> Cost:
    """Do it several times, the first time uncounted; once only where it is asked for once, or takes long."""
    runs: list[tuple[int, float]] = []
    while len(runs) < rounds + (rounds > 1):
        with counted() as statements:
            milliseconds, _ = timed(deed)
        runs.append((len(statements), milliseconds))
        if milliseconds > PATIENCE:
            break
    told = runs[1:] or runs
    return Cost(words, max(queries for queries, _ in told), median(each for _, each in told))
