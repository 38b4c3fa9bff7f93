"""Periods of before that are still open: a unit that is no more is spoken for by the one that took it over."""

import pytest
from django.urls import reverse

from planning.official.models import FormFigure
from planning.people.roles import Role
from planning.tracking.actions.reports import send_report
from planning.tracking.refusals import NotYoursToSend
from planning.tracking.scopes import report_name, why_closed
from tests.conftest import make_person
from tests.official.conftest import NOON

ENDED = (
    "Xã Ba Dinh đã kết thúc hoạt động sau ngày 30/06/2025; báo cáo kỳ này do đơn vị tiếp nhận lập thay (xã Ba Dinh)."
)


@pytest.fixture
def left_behind(places):
    """An officer whose post is still in the former unit."""
    return make_person("cu", "Người cũ", Role.EDITOR, places.old_ba_dinh)


def save(client, scope, entry, row):
    cell = {"row": row, "column": "c1", "text": "5", "base": ""}
    return client.post(
        reverse("entry-save", args=[scope, entry]), {"cells": [cell]}, content_type="application/json"
    ).status_code


def test_who_was_left_in_a_unit_of_before_enters_nothing_more(client, left_behind, places, former, counts):
    client.force_login(left_behind)
    scope = report_name(former, places.old_ba_dinh, counts.code)

    assert why_closed(former, places.old_ba_dinh, left_behind) == ENDED
    assert (save(client, scope, "form", "-"), FormFigure.objects.count()) == (403, 0)


def test_who_took_the_unit_over_enters_for_it(client, lan, places, former, counts):
    client.force_login(lan)
    scope = report_name(former, places.old_ba_dinh, counts.code)

    assert why_closed(former, places.old_ba_dinh, lan) == ""
    assert save(client, scope, "form", "-") == 200
    assert [figure.unit for figure in FormFigure.objects.all()] == [places.old_ba_dinh]


@pytest.mark.parametrize("entry", ["period-results", "payments"])
def test_results_and_payments_are_as_closed_as_forms(client, left_behind, places, former, entry):
    client.force_login(left_behind)

    assert save(client, report_name(former, places.old_ba_dinh), entry, "x") == 403


def test_a_unit_entered_its_own_while_it_was_in_being(left_behind, places, former):
    assert why_closed(former, places.old_ba_dinh, left_behind, NOON.replace(month=3)) == ""


def test_a_report_is_sent_by_those_who_may_still_enter(left_behind, lan, places, former):
    with pytest.raises(NotYoursToSend, match="đã kết thúc hoạt động"):
        send_report(former, places.old_ba_dinh, knowingly=True, by=left_behind, at=NOON)

    assert send_report(former, places.old_ba_dinh, knowingly=True, by=lan, at=NOON).sent_by == lan
