"""Reports that were sent before the rule of the first sending keep what their history tells."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from planning.tracking import filling
from planning.tracking.actions import return_report, send_report
from planning.tracking.story import deeds_of
from planning.tracking.submissions import Submission
from tests.tracking.rounds import COMMUNE_DUE, at

MIGRATION = import_module("planning.migrations.0011_sent_and_returned")
FIRST, BACK, AGAIN = (at(date(2025, 11, day)) for day in (5, 17, 19))


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    monkeypatch.setattr(filling, "parts_of_reports", list)


def test_the_first_sending_is_read_from_the_history(period, places, lan, minh, tam):
    send_report(period, places.ba_to, by=tam, at=AGAIN)
    send_report(period, places.ba_dinh, by=lan, at=FIRST)
    return_report(period, places.ba_dinh, reason="Thiếu", by=minh, at=BACK)
    send_report(period, places.ba_dinh, by=lan, at=AGAIN)
    Submission.objects.update(first_sent_at=None)

    MIGRATION.tell_first_sendings(apps, None)

    assert dict(Submission.objects.values_list("unit__code", "first_sent_at")) == {"21499": FIRST, "21484": None}


@pytest.mark.parametrize(("returned", "day"), [(FIRST, COMMUNE_DUE), (BACK, date(2025, 11, 22))])
def test_a_returned_report_is_given_the_day_that_would_be_proposed(returned, day, period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=FIRST)
    return_report(period, places.ba_dinh, reason="Thiếu", resend_by=date(2025, 12, 31), by=minh, at=returned)

    MIGRATION.give_days_to_send_again(apps, None)

    assert Submission.objects.get().resend_by == day


def test_what_was_returned_without_a_day_is_told_without_one(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=FIRST)
    return_report(period, places.ba_dinh, reason="Thiếu", by=minh, at=BACK)
    Submission.history.update(resend_by=None)

    newest, _ = deeds_of(period, places.ba_dinh)

    assert (newest.what, newest.words) == ("Trả lại", "Thiếu")
