"""The way of a report: state, person and deed; each refusal in words, each deed in the history."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from planning.people.roles import Role
from planning.tracking import filling
from planning.tracking.actions import (
    accept_report,
    extend,
    lock_period,
    return_report,
    send_report,
    unlock_period,
)
from planning.tracking.filling import Filled, Part
from planning.tracking.refusals import (
    AlreadySent,
    BlanksRemain,
    CannotBeDone,
    NotSent,
    NotTheHolder,
    NotYoursToSend,
    PeriodIsLocked,
    PeriodIsOpen,
    ReasonIsMissing,
    UnitIsOfAnotherTime,
)
from planning.tracking.story import deeds_of
from planning.tracking.submissions import Submission
from tests.conftest import make_person
from tests.tracking.rounds import at

NOVEMBER = at(date(2025, 11, 10))
SENT, RETURNED, ACCEPTED = Submission.State.SENT, Submission.State.RETURNED, Submission.State.ACCEPTED


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    """Whatever parts other apps bring, these reports ask nothing."""
    monkeypatch.setattr(filling, "parts_of_reports", list)


@pytest.fixture
def people(lan, minh, hoa, tam, chair):
    return {"lan": lan, "minh": minh, "hoa": hoa, "tam": tam, "chair": chair}


def put(period, unit, state, by):
    """Bring the unit's report into a state, by the application's own deeds."""
    if state is not None:
        send_report(period, unit, by=by, at=NOVEMBER)
    if state == RETURNED:
        return_report(period, unit, reason="Thiếu biểu", by=by, at=NOVEMBER)
    if state == ACCEPTED:
        accept_report(period, unit, by=by, at=NOVEMBER)


DEEDS = {
    "send": lambda period, unit, by: send_report(period, unit, by=by, at=NOVEMBER),
    "return": lambda period, unit, by: return_report(period, unit, reason="Thiếu biểu", by=by, at=NOVEMBER),
    "accept": lambda period, unit, by: accept_report(period, unit, by=by, at=NOVEMBER),
}
# Deed, state before, and what comes of it for who edits the unit and who edits the level above.
TABLE = [
    ("send", None, SENT, SENT),
    ("send", SENT, AlreadySent, AlreadySent),
    ("send", RETURNED, SENT, SENT),
    ("send", ACCEPTED, AlreadySent, AlreadySent),
    ("return", None, NotTheHolder, NotSent),
    ("return", SENT, NotTheHolder, RETURNED),
    ("return", RETURNED, NotTheHolder, NotSent),
    ("return", ACCEPTED, NotTheHolder, RETURNED),
    ("accept", None, NotTheHolder, NotSent),
    ("accept", SENT, NotTheHolder, ACCEPTED),
    ("accept", RETURNED, NotTheHolder, NotSent),
    ("accept", ACCEPTED, NotTheHolder, NotSent),
]
STRANGERS = {"send": NotYoursToSend, "return": NotTheHolder, "accept": NotTheHolder}
CASES = [
    (deed, before, person, outcome)
    for deed, before, of_the_unit, from_above in TABLE
    for person, outcome in (
        ("lan", of_the_unit),
        ("minh", from_above),
        *((person, STRANGERS[deed]) for person in ("hoa", "tam", "chair")),
    )
]


@pytest.mark.parametrize(("deed", "before", "person", "outcome"), CASES)
def test_each_deed_in_each_state_by_each_person(deed, before, person, outcome, period, places, people):
    put(period, places.ba_dinh, before, people["minh"])
    rows = Submission.objects.filter(unit=places.ba_dinh).values_list("state", flat=True)

    if outcome in Submission.State:
        DEEDS[deed](period, places.ba_dinh, people[person])
        assert list(rows) == [outcome]
    else:
        with pytest.raises(outcome):
            DEEDS[deed](period, places.ba_dinh, people[person])
        assert list(rows) == ([] if before is None else [before])


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_done_with_a_report_while_the_period_is_locked(deed, period, places, minh):
    put(period, places.ba_dinh, None if deed == "send" else SENT, minh)
    lock_period(period, by=minh, at=NOVEMBER)

    with pytest.raises(PeriodIsLocked) as refusal:
        DEEDS[deed](period, places.ba_dinh, minh)

    assert str(refusal.value) == "Kỳ báo cáo đã khóa."


def test_a_report_is_not_sent_before_the_period_opens(period, places, lan):
    with pytest.raises(PeriodIsLocked) as refusal:
        send_report(period, places.ba_dinh, by=lan, at=at(date(2025, 9, 30), 23, 59))

    assert str(refusal.value) == "Kỳ báo cáo mở từ ngày 01/10/2025."
    assert send_report(period, places.ba_dinh, by=lan, at=at(date(2025, 10, 1), 0, 0)).state == SENT


def test_a_unit_of_another_map_sends_nothing(period, places, minh):
    with pytest.raises(UnitIsOfAnotherTime) as refusal:
        send_report(period, places.ba_giang, by=minh, at=NOVEMBER)

    assert str(refusal.value) == "Xã Ba Giang không báo cáo trong kỳ này."


def test_the_holder_takes_its_own_report_back_and_does_not_vet_it(period, places, minh, lan):
    send_report(period, places.province, by=minh, at=NOVEMBER)

    with pytest.raises(NotTheHolder):
        return_report(period, places.province, reason="Thiếu biểu", by=lan, at=NOVEMBER)

    assert return_report(period, places.province, reason="Thiếu biểu", by=minh, at=NOVEMBER).state == RETURNED


def test_blanks_are_told_and_may_be_sent_knowingly(period, places, lan, monkeypatch):
    part = Part("targets", "Chỉ tiêu", lambda *_: "", lambda _, units: {unit.pk: Filled(4, 7) for unit in units})
    full = Part("money", "Giải ngân", lambda *_: "", lambda _, units: {unit.pk: Filled(2, 2) for unit in units})
    nothing = Part("tasks", "Nhiệm vụ", lambda *_: "", lambda _, units: {})
    monkeypatch.setattr(filling, "parts_of_reports", lambda: [part, full, nothing])

    with pytest.raises(BlanksRemain) as refusal:
        send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)
    sent = send_report(period, places.ba_dinh, knowingly=True, by=lan, at=NOVEMBER)

    assert refusal.value.blanks == {"Chỉ tiêu": 3}
    assert str(refusal.value) == "Còn 3 ô chưa có số liệu (Chỉ tiêu: 3)."
    assert sent.history.get().history_change_reason == "Còn 3 ô chưa có số liệu"


def test_who_holds_a_period_does_not_accept_their_own_report(period, places, minh, keeper):
    send_report(period, places.province, by=minh, at=NOVEMBER)

    for person in (minh, keeper):
        with pytest.raises(NotTheHolder):
            accept_report(period, places.province, by=person, at=NOVEMBER)

    assert Submission.objects.get().state == SENT


def test_a_period_that_is_open_is_not_unlocked(period, minh):
    with pytest.raises(PeriodIsOpen):
        unlock_period(period, reason="Nhầm", by=minh, at=NOVEMBER)

    assert period.history.count() == 1


def test_every_deed_is_kept_with_who_and_when(period, places, lan, minh):
    moments = [at(date(2025, 11, day)) for day in (3, 4, 5, 6)]

    send_report(period, places.ba_dinh, by=lan, at=moments[0])
    return_report(period, places.ba_dinh, reason="  Thiếu\nbiểu ", by=minh, at=moments[1])
    send_report(period, places.ba_dinh, by=lan, at=moments[2])
    row = accept_report(period, places.ba_dinh, note="Đủ", by=minh, at=moments[3])

    told = [(h.history_date, h.history_user, h.state, h.note) for h in row.history.order_by("history_date")]
    assert told == [
        (moments[0], lan, SENT, ""),
        (moments[1], minh, RETURNED, "Thiếu biểu"),
        (moments[2], lan, SENT, ""),
        (moments[3], minh, ACCEPTED, "Đủ"),
    ]


@pytest.mark.parametrize(
    "deed",
    [
        lambda period, unit, by: return_report(period, unit, reason=" ", by=by, at=NOVEMBER),
        lambda period, unit, by: extend(period, unit, due_on=date(2025, 12, 5), reason="", by=by, at=NOVEMBER),
        lambda period, unit, by: unlock_period(period, reason="\n", by=by, at=NOVEMBER),
    ],
)
def test_what_takes_back_or_gives_time_says_why(deed, period, places, minh, lan):
    send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    with pytest.raises(ReasonIsMissing):
        deed(period, places.ba_dinh, minh)


def test_a_report_sent_from_above_is_told_as_sent_for_the_unit(period, places, lan, minh):
    row = send_report(period, places.ba_dinh, by=minh, at=NOVEMBER)
    own = send_report(period, places.ba_to, by=make_person("to", "Tố", Role.EDITOR, places.ba_to), at=NOVEMBER)

    assert (row.is_sent_for, own.is_sent_for) == (True, False)
    assert [deed.what for deed in deeds_of(period, places.ba_dinh)] == ["Gửi báo cáo thay đơn vị"]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "returned", "resend_by": None},
        {"first_sent_at": at(date(2025, 12, 1))},
        {"resend_by": date.max},
    ],
)
def test_the_database_refuses_sendings_that_cannot_be(change, period, places, lan):
    row = send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=row.pk).update(**change)


def test_a_locked_period_is_opened_again_with_the_reason(period, places, minh, lan):
    lock_period(period, by=minh, at=NOVEMBER)
    with pytest.raises(PeriodIsLocked):
        lock_period(period, by=minh, at=NOVEMBER)
    with pytest.raises(NotTheHolder):
        unlock_period(period, reason="Bổ sung", by=lan, at=NOVEMBER)

    unlocked = unlock_period(period, reason="Bổ sung", by=minh, at=NOVEMBER)

    assert unlocked.locked_at is None
    assert unlocked.history.first().history_change_reason == "Bổ sung"
    assert send_report(period, places.ba_dinh, by=lan, at=NOVEMBER).state == SENT


def test_every_refusal_is_told_in_words(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    with pytest.raises(CannotBeDone) as refusal:
        send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    assert str(refusal.value) == "Báo cáo đã gửi lúc 09:00 ngày 10/11/2025."


def test_a_signer_of_the_level_above_returns_nothing(period, places, lan):
    head = make_person("head", "Chủ tịch tỉnh", Role.SIGNER, places.province)
    send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    with pytest.raises(NotTheHolder):
        return_report(period, places.ba_dinh, reason="Thiếu biểu", by=head, at=NOVEMBER)
