"""A lock and a writer at one time: whoever comes second sees what the first has done. On PostgreSQL only."""

from datetime import date

import pytest
from django.db import transaction

from planning.sheets.scopes import ScopeIsNotOpen
from planning.tracking.actions import lock_period, send_report
from planning.tracking.refusals import PeriodIsLocked
from planning.tracking.scopes import find_report, hold_report, report_name
from planning.tracking.submissions import Submission
from tests.tracking.rounds import at
from tests.writers import PATIENCE, needs_several_writers

pytestmark = [needs_several_writers, pytest.mark.django_db(transaction=True)]
NOVEMBER = at(date(2025, 11, 10))


def test_nothing_is_written_behind_a_lock(period, places, lan, minh, second):
    found = find_report(report_name(period, places.ba_dinh), lan)

    def write():
        with transaction.atomic():
            hold_report(found, lan)

    with transaction.atomic():
        lock_period(period, by=minh, at=NOVEMBER)
        writer = second(write)

    with pytest.raises(ScopeIsNotOpen):
        writer.result(PATIENCE)


def test_a_report_is_not_sent_behind_a_lock(period, places, lan, minh, second):
    with transaction.atomic():
        lock_period(period, by=minh, at=NOVEMBER)
        sender = second(lambda: send_report(period, places.ba_dinh, knowingly=True, by=lan, at=NOVEMBER))

    with pytest.raises(PeriodIsLocked):
        sender.result(PATIENCE)
    assert Submission.objects.count() == 0


def test_a_lock_waits_for_who_is_writing(period, places, lan, minh, second):
    with transaction.atomic():
        hold_report(find_report(report_name(period, places.ba_dinh), lan), lan)
        lock = second(lambda: lock_period(period, by=minh, at=NOVEMBER))
        send_report(period, places.ba_dinh, knowingly=True, by=lan, at=NOVEMBER)

    assert lock.result(PATIENCE).locked_at == NOVEMBER
    assert Submission.objects.get().unit == places.ba_dinh
