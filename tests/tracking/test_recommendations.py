"""Recommendations of monitoring rounds: who raises, who answers, what closes them, what a report tells."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from planning.places.units import Unit
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.text.explaining import explain
from planning.text.figures import figures_of
from planning.tracking.recommendations.actions import (
    Answer,
    AnswerIsWrong,
    NotYoursToAnswer,
    NotYoursToRaise,
    RecommendationIsClosed,
    answer_recommendation,
    correct_recommendation,
    mark_of,
    raise_recommendation,
    reopen_recommendation,
)
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.recommendations.telling import recommendations
from planning.tracking.recommendations.warnings import recommendation_dates, recommendation_warnings
from tests.conftest import make_plan
from tests.tracking.rounds import at

State = Recommendation.State
NOVEMBER = at(date(2025, 11, 10))
DONE = Answer(State.DONE, "Đã niêm yết.", "12/BC-UBND", date(2025, 11, 1))


def asked(unit, words="Niêm yết công khai", **more):
    """A recommendation to a unit, raised in March and due in June of 2025."""
    days = {"raised_on": date(2025, 3, 1), "due_on": date(2025, 6, 30)}
    return Recommendation(unit=unit, raised_by="Đoàn giám sát tỉnh", words=words, **days | more)


@pytest.fixture
def open_one(places, minh):
    return raise_recommendation(asked(places.ba_dinh), by=minh, at=NOVEMBER)


@pytest.mark.parametrize(
    ("name", "unit", "may"),
    [
        ("minh", "ba_dinh", True),
        ("minh", "province", True),
        ("lan", "ba_dinh", False),
        ("lan", "province", False),
        ("tam", "ba_dinh", False),
        ("hoa", "ba_dinh", False),
        ("keeper", "ba_dinh", True),
    ],
)
def test_the_level_above_raises_and_a_province_for_itself(name, unit, may, request, places):
    person = request.getfixturevalue(name)
    recommendation = asked(getattr(places, unit))

    if not may:
        with pytest.raises(NotYoursToRaise):
            raise_recommendation(recommendation, by=person, at=NOVEMBER)
    else:
        raise_recommendation(recommendation, by=person, at=NOVEMBER)
        assert Recommendation.history.get().history_user == person
    assert Recommendation.objects.exists() == may


@pytest.mark.parametrize(
    ("days", "fields"),
    [
        ({"raised_on": date(2025, 11, 11), "due_on": None}, ["raised_on"]),
        ({"due_on": date(2025, 2, 28)}, ["due_on"]),
        ({"raised_on": date(2025, 11, 11)}, ["raised_on", "due_on"]),
    ],
)
def test_days_that_contradict_each_other_are_refused(days, fields, places, minh):
    with pytest.raises(AnswerIsWrong) as refusal:
        raise_recommendation(asked(places.ba_dinh, **days), by=minh, at=NOVEMBER)

    assert list(refusal.value.problems) == fields


@pytest.mark.parametrize(("name", "may"), [("lan", True), ("minh", True), ("tam", False), ("hoa", False)])
def test_the_unit_answers(name, may, request, open_one):
    person = request.getfixturevalue(name)

    if may:
        answer_recommendation(open_one, DONE, by=person, at=NOVEMBER)
    else:
        with pytest.raises(NotYoursToAnswer):
            answer_recommendation(open_one, DONE, by=person, at=NOVEMBER)

    open_one.refresh_from_db()
    assert (open_one.state, open_one.evidence) == (("done", "12/BC-UBND") if may else ("open", ""))


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        (Answer("nowhere"), ["state"]),
        (Answer(State.DONE), ["closed_on", "answer", "evidence"]),
        (Answer(State.DONE, "Xong", closed_on=date(2025, 11, 1)), ["evidence"]),
        (Answer(State.DONE, "Xong", "1", date(2025, 11, 11)), ["closed_on"]),
        (Answer(State.DONE, "Xong", "1", date(2025, 2, 28)), ["closed_on"]),
        (Answer(State.DECLINED, closed_on=date(2025, 11, 1)), ["answer"]),
        (Answer(State.UNDER_WAY, closed_on=date(2025, 11, 1)), ["closed_on"]),
    ],
)
def test_what_closes_a_recommendation_has_its_day_its_words_and_its_evidence(answer, fields, open_one, lan):
    with pytest.raises(AnswerIsWrong) as refusal:
        answer_recommendation(open_one, answer, by=lan, at=NOVEMBER)

    assert list(refusal.value.problems) == fields


def test_what_is_closed_is_answered_again_only_when_the_level_above_opens_it(open_one, lan, minh):
    closed = answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)

    with pytest.raises(RecommendationIsClosed):
        answer_recommendation(closed, Answer(State.UNDER_WAY), by=lan, at=NOVEMBER)
    with pytest.raises(NotYoursToRaise):
        reopen_recommendation(closed, reason="Chưa đủ", by=lan, at=NOVEMBER)
    for reason in ("", "x" * 101):
        with pytest.raises(AnswerIsWrong):
            reopen_recommendation(closed, reason=reason, by=minh, at=NOVEMBER)

    opened = reopen_recommendation(closed, reason="Niêm yết chưa đủ", by=minh, at=NOVEMBER)
    assert (opened.state, opened.closed_on, opened.answer) == (State.UNDER_WAY, None, "Đã niêm yết.")
    assert opened.history.first().history_change_reason == "Niêm yết chưa đủ"


def test_an_answer_that_another_gave_meanwhile_is_not_overwritten_unseen(open_one, lan, minh):
    seen = mark_of(open_one)
    answer_recommendation(open_one, Answer(State.UNDER_WAY, "Chữ của Minh", seen=seen), by=minh, at=NOVEMBER)

    with pytest.raises(AnswerIsWrong) as refusal:
        answer_recommendation(open_one, Answer(State.UNDER_WAY, "Chữ của Lan", seen=seen), by=lan, at=NOVEMBER)

    assert refusal.value.problems == {
        "state": "Vừa có người khác ghi: Đang thực hiện; Chữ của Minh. "
        "Bấm Lưu lần nữa thì ghi đè bằng nội dung của bạn."
    }
    open_one.refresh_from_db()
    assert open_one.answer == "Chữ của Minh"


def test_what_is_closed_was_not_raised_later(open_one, lan, minh):
    closed = answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)
    closed.raised_on, closed.due_on = date(2025, 11, 2), None

    with pytest.raises(AnswerIsWrong) as refusal:
        correct_recommendation(closed, by=minh, at=NOVEMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        closed.save()

    assert refusal.value.problems == {
        "raised_on": "Ngày kiến nghị phải không sau ngày kiến nghị đã kết thúc 01/11/2025."
    }


def test_correcting_what_was_asked_leaves_the_answer(open_one, places, lan, minh):
    answer_recommendation(open_one, Answer(State.UNDER_WAY, "Đang làm"), by=lan, at=NOVEMBER)
    stale = open_one
    stale.words = "Niêm yết tại nhà văn hóa"

    with pytest.raises(NotYoursToRaise):
        correct_recommendation(stale, by=lan, at=NOVEMBER)
    corrected = correct_recommendation(stale, by=minh, at=NOVEMBER)

    assert (corrected.words, corrected.state, corrected.answer) == (
        "Niêm yết tại nhà văn hóa",
        "under-way",
        "Đang làm",
    )


def test_the_database_refuses_a_closed_recommendation_without_its_day(places):
    with pytest.raises(IntegrityError):
        asked(places.ba_dinh, state=State.DONE).save()


@pytest.mark.parametrize(
    ("day", "late"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True), (date(2025, 11, 1), False)]
)
def test_a_recommendation_is_overdue_until_the_day_it_is_closed(day, late, open_one, lan):
    closed = answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)

    assert closed.is_overdue_on(day) == late


@pytest.fixture
def report(places, programme, period):
    """The province's monitoring report on 2025."""
    return make_plan(places.province, programme, "51-monitoring", kind=PlanKind.MONITORING, period=period)


def test_a_report_tells_of_its_own_territory_also_as_it_was_before(report, places, open_one, lan, minh):
    answer_recommendation(open_one, DONE, by=lan, at=NOVEMBER)
    asked(places.old_ba_dinh, "Với xã cũ").save()
    asked(places.province, "Với tỉnh", due_on=None).save()
    former = {"raised_on": date(2024, 3, 1), "closed_on": date(2024, 12, 31)}
    asked(places.ba_to, "Kết thúc năm trước", state=State.DECLINED, **former).save()

    reading = Reading(report)
    rows = [[cell.text for cell in row.cells] for row in recommendations(reading).rows]

    assert [(row[1], row[5]) for row in rows] == [
        ("Niêm yết công khai", "Đã thực hiện"),
        ("Với xã cũ", "Chưa thực hiện (quá hạn)"),
        ("Với tỉnh", "Chưa thực hiện"),
    ]
    assert rows[0][2:] == [
        "Đoàn giám sát tỉnh, 01/3/2025", "xã Ba Dinh", "30/6/2025", "Đã thực hiện",
        "Đã niêm yết; minh chứng: 12/BC-UBND",
    ]  # fmt: skip
    assert figures_of(reading)["recommendations.summary"].source == (
        "Có {{ recommendations.total }} phải thực hiện, trong đó: {{ recommendations.done }} đã thực hiện; "
        "{{ recommendations.open }} chưa thực hiện. "
        "Trong các kiến nghị chưa xong có {{ recommendations.overdue }} quá hạn."
    )


def test_a_count_is_explained_by_the_recommendations_it_counts(report, places, open_one):
    asked(places.province, "Với tỉnh", due_on=None).save()

    explained = explain(Reading(report), "recommendations.overdue")

    assert explained.text == "1 kiến nghị"
    assert [(each.label, each.text, each.address) for each in explained.inputs] == [
        ("Niêm yết công khai", "Chưa thực hiện", f"/recommendations/{open_one.pk}/")
    ]
    assert explain(Reading(report), "recommendations.total").text == "2 kiến nghị"
    assert explain(Reading(report), "recommendations.open").text == "2 kiến nghị"
    assert explain(Reading(report), "recommendations.summary") is None


def test_a_report_of_a_commune_tells_nothing_of_the_others(places, programme, period, open_one):
    other = make_plan(places.ba_to, programme, "21484-monitoring", kind=PlanKind.MONITORING, period=period)

    assert recommendations(Reading(other)) is None
    assert figures_of(Reading(other))["recommendations.summary"].source.startswith("Trong kỳ không có kiến nghị")


def test_what_is_due_is_warned_of_and_stands_in_the_calendar(open_one, places):
    asked(places.ba_dinh, "Sắp đến", due_on=date(2025, 12, 10)).save()
    asked(places.ba_dinh, "Còn lâu", due_on=date(2025, 12, 11)).save()
    units, today = Unit.objects.filter(pk=places.ba_dinh.pk), date(2025, 11, 10)

    assert [(each.title, each.due_on) for each in recommendation_warnings(units, today)] == [
        ("Kiến nghị quá hạn", date(2025, 6, 30)),
        ("Kiến nghị sắp đến hạn", date(2025, 12, 10)),
    ]
    assert [each.day for each in recommendation_dates(units, today)] == [date(2025, 12, 10), date(2025, 12, 11)]
