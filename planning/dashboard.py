"""What the ground brings to dashboards: how communes stand with their reports, on the map."""

from collections.abc import Iterator

from django.urls import reverse

from planning.pictures.model import Mark, MarkState, Picture, PictureKind, Series
from planning.places.units import UnitKind
from planning.tracking.dashboards import Exhibit, Sight, compares, exhibits
from planning.tracking.standing import Standing, standings_of
from planning.tracking.submissions import Submission

REPORTS = "reports"
SENT, ACCEPTED, RETURNED = "đã gửi", "đã tiếp nhận", "trả lại, chờ gửi lại"
NOT_SENT, OVERDUE = "chưa gửi", "quá hạn"
# A report is missed only when its day is past, of one given back the day to send it again.
STATES = {
    ACCEPTED: MarkState.EXCEEDED,
    SENT: MarkState.MET,
    RETURNED: MarkState.UNDER_WAY,
    NOT_SENT: MarkState.UNKNOWN,
    OVERDUE: MarkState.MISSED,
}


@compares(position=90)
def report_states(sight: Sight) -> Iterator[tuple[str, str]]:
    """Whether communes have sent their reports, where there is a period to report for."""
    if sight.period and sight.unit.kind != UnitKind.COMMUNE:
        yield REPORTS, f"Tình hình gửi báo cáo {sight.period.words}"


@exhibits("reports-map", position=40)
def reports_map(sight: Sight) -> Iterator[Exhibit]:
    """Communes by what became of their reports."""
    if sight.shown != REPORTS or sight.period is None or sight.unit.kind == UnitKind.COMMUNE:
        return
    standings = standings_of([(sight.period, unit) for unit in sight.communes], sight.today)
    marks = tuple(_mark(standing) for standing in standings)
    title = f"Tình hình gửi báo cáo {sight.period.words} của các xã, {sight.unit.full_name}"
    counts = {words: sum(mark.text == words for mark in marks) for words in STATES}
    said = ", ".join(f"{count} đơn vị {words}" for words, count in counts.items() if count) or "chưa có đơn vị nào"
    picture = Picture("reports-map", PictureKind.POINTS, title, "", (Series("", marks),), f"{title}: {said}.")
    slug = sight.period.slug
    yield Exhibit(picture, {unit.code: reverse("period-unit", args=[slug, unit.code]) for unit in sight.communes})


def _mark(standing: Standing) -> Mark:
    words = state_words(standing)
    unit = standing.unit
    return Mark(
        f"{unit.prefix} {unit.name}", None, words, state=STATES[words], key=unit.code,
        longitude=unit.longitude, latitude=unit.latitude,
    )  # fmt: skip


def state_words(standing: Standing) -> str:
    """One of the words of `STATES`."""
    if standing.is_overdue:
        return OVERDUE
    if standing.submission is None:
        return NOT_SENT
    if standing.is_returned:
        return RETURNED
    return ACCEPTED if standing.submission.state == Submission.State.ACCEPTED else SENT
