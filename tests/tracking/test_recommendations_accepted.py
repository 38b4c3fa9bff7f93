"""An answer to a recommendation, and whoever asked accepting it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from planning.places.units import Unit
from planning.tracking.recommendations.actions import (
    NothingToAccept,
    NotYoursToRaise,
    accept_recommendation,
    answer_recommendation,
    raise_recommendation,
    reopen_recommendation,
)
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.recommendations.warnings import recommendation_warnings
from tests.tracking.test_recommendations import DONE, NOVEMBER, State, asked


@pytest.fixture
def open_one(places, minh):
    return raise_recommendation(asked(places.ba_dinh), by=minh, at=NOVEMBER)


def test_an_answer_ends_a_recommendation_once_the_level_above_accepts_it(open_one, lan, minh):
    answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)
    waiting = list(Recommendation.objects.awaiting())

    accepted = accept_recommendation(open_one, by=minh, at=NOVEMBER)

    assert (waiting, list(Recommendation.objects.awaiting())) == ([open_one], [])
    assert (accepted.state, accepted.accepted_on, accepted.is_awaiting) == (State.DONE, NOVEMBER.date(), False)


def test_nobody_accepts_what_is_open_or_their_own_answer(open_one, lan, minh):
    with pytest.raises(NothingToAccept):
        accept_recommendation(open_one, by=minh, at=NOVEMBER)
    answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)
    with pytest.raises(NotYoursToRaise):
        accept_recommendation(open_one, by=lan, at=NOVEMBER)


def test_opened_again_it_waits_to_be_accepted_anew(open_one, lan, minh):
    answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)
    accept_recommendation(open_one, by=minh, at=NOVEMBER)

    opened = reopen_recommendation(open_one, reason="Chưa đủ", by=minh, at=NOVEMBER)

    assert (opened.state, opened.accepted_on) == (State.UNDER_WAY, None)


def test_the_database_accepts_no_answer_that_is_not_there(open_one):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=open_one.pk).update(accepted_on=date(2025, 11, 10))


def test_an_answer_nobody_has_accepted_is_told_to_those_concerned(open_one, lan, minh):
    answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)
    told = [each.title for each in recommendation_warnings(Unit.objects.all(), NOVEMBER.date())]

    accept_recommendation(open_one, by=minh, at=NOVEMBER)

    assert told == ["Kiến nghị chờ cấp trên xác nhận"]
    assert list(recommendation_warnings(Unit.objects.all(), NOVEMBER.date())) == []
