"""A period opened by mistake is taken away with a reason; whatever hangs on it keeps it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import PlanKind
from planning.reports.drafting import draft_report
from planning.sheets.scopes import ScopeIsNotOpen
from planning.tracking.actions import delete_period, extend, lock_period, send_report
from planning.tracking.attachments import attach
from planning.tracking.mistaken import deleted_periods, what_holds
from planning.tracking.refusals import NotTheHolder, PeriodIsInUse, PeriodIsLocked, ReasonIsMissing
from planning.tracking.scopes import find_report, hold_report, report_name
from planning.tracking.submissions import Deadline, Extension
from tests.tracking.rounds import at, opened

NOVEMBER = at(date(2025, 11, 10))


def test_a_period_nobody_has_used_goes_with_its_days_and_is_still_told_of(period, places, minh):
    extend(period, places.ba_dinh, due_on=date(2025, 11, 25), reason="Bão", by=minh, at=NOVEMBER)

    delete_period(period, reason="Mở nhầm năm", by=minh, at=NOVEMBER)

    assert not ReportingPeriod.objects.exists()
    assert not Deadline.objects.exists()
    assert not Extension.objects.exists()
    (gone,) = deleted_periods(Unit.objects.filter(pk=places.province.pk))
    assert (gone.words, gone.by, gone.at, gone.reason) == (
        "Kỳ báo cáo năm 2025, tỉnh Quảng Ngãi",
        "Minh",
        NOVEMBER,
        "Mở nhầm năm",
    )


def test_after_it_was_taken_away_the_same_period_is_opened_again(period, places, programme, minh):
    delete_period(period, reason="Mở nhầm", by=minh, at=NOVEMBER)

    assert opened(places.province, programme, minh).slug == "51-year-2025"


def attach_one(period, unit, by):
    attach(period, unit, name="a.pdf", content=b"%PDF-1.7", by=by, at=NOVEMBER)


USES = {
    "1 báo cáo của đơn vị": lambda period, unit, by: send_report(period, unit, knowingly=True, by=by, at=NOVEMBER),
    "1 tệp đính kèm": attach_one,
    "1 báo cáo bằng văn bản": lambda period, unit, by: draft_report(
        unit, period, PlanKind.MONITORING, by=by, at=NOVEMBER
    ),
}


@pytest.mark.parametrize("words", USES)
def test_what_hangs_on_a_period_keeps_it_and_is_named(words, period, places, lan, minh):
    USES[words](period, places.ba_dinh, lan)

    with pytest.raises(PeriodIsInUse) as refusal:
        delete_period(period, reason="Mở nhầm", by=minh, at=NOVEMBER)

    assert what_holds(period) == [words]
    assert str(refusal.value) == f"Không xóa được: kỳ này đã có {words}."
    assert ReportingPeriod.objects.filter(pk=period.pk).exists()


def unguarded_delete(period):
    """What no deed asks first."""
    with transaction.atomic():
        row = ReportingPeriod.objects.filter(pk=period.pk)
        row._raw_delete(row.db)
        connection.check_constraints()


def test_the_database_keeps_a_period_with_a_report(period, places, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=NOVEMBER)
    Deadline.objects.all().delete()

    with pytest.raises(IntegrityError):
        unguarded_delete(period)


def test_only_its_holder_takes_an_open_period_away_and_says_why(period, minh, lan):
    with pytest.raises(NotTheHolder):
        delete_period(period, reason="Nhầm", by=lan, at=NOVEMBER)
    with pytest.raises(ReasonIsMissing):
        delete_period(period, reason=" ", by=minh, at=NOVEMBER)
    lock_period(period, by=minh, at=NOVEMBER)
    with pytest.raises(PeriodIsLocked):
        delete_period(period, reason="Nhầm", by=minh, at=NOVEMBER)


def test_who_still_writes_in_a_period_taken_away_is_refused(period, places, lan, minh):
    scope = find_report(report_name(period, places.ba_dinh), lan)
    delete_period(period, reason="Mở nhầm", by=minh, at=NOVEMBER)

    with pytest.raises(ScopeIsNotOpen, match="Kỳ báo cáo đã bị xóa"):
        hold_report(scope, lan)
