"""More time for a report: who gives it, until which day, and by which paper a province has it."""

from datetime import date

import pytest

from planning.people.roles import Role
from planning.tracking import filling
from planning.tracking.actions import extend, return_report, send_report
from planning.tracking.refusals import DatesDisagree, NotTheHolder, ReasonIsMissing
from planning.tracking.story import deeds_of
from planning.tracking.submissions import Extension
from tests.conftest import make_person
from tests.tracking.rounds import COMMUNE_DUE, at, opened

NOVEMBER = at(date(2025, 11, 10))


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    """Whatever parts other apps bring, these reports ask nothing."""
    monkeypatch.setattr(filling, "parts_of_reports", list)


def test_more_time_is_given_from_above_and_may_be_given_again(period, places, minh, lan):
    later, latest = date(2025, 11, 25), date(2025, 11, 28)

    with pytest.raises(NotTheHolder):
        extend(period, places.ba_dinh, due_on=later, reason="Bão", by=lan, at=NOVEMBER)
    extend(period, places.ba_dinh, due_on=later, reason="Bão", by=minh, at=NOVEMBER)
    row = extend(period, places.ba_dinh, due_on=latest, reason="Bão nữa", by=minh, at=NOVEMBER)

    assert [(each.due_on, each.reason) for each in Extension.objects.all()] == [(latest, "Bão nữa")]
    assert list(row.history.order_by("pk").values_list("due_on", flat=True)) == [later, latest]


def test_nobody_gives_more_time_to_their_own_unit(places, programme, keeper):
    """A district that holds a period of its own has the province above it."""
    clerk = make_person("huyen", "Hùng", Role.EDITOR, places.district)
    opening = at(date(2025, 5, 1))
    own = opened(
        places.district, programme, clerk, kind="half", ends_on=date(2025, 6, 30), opens_on=opening.date(),
        deadlines={"district": date(2025, 5, 20)}, at=opening,
    )  # fmt: skip

    with pytest.raises(NotTheHolder) as refusal:
        extend(own, places.district, due_on=date(2025, 5, 30), reason="Bão", by=clerk, at=opening)

    assert str(refusal.value) == "Đơn vị không tự gia hạn cho mình; việc này do đơn vị cấp trên làm."


def test_a_province_writes_down_the_time_it_was_given_with_the_document_that_says_so(period, places, minh):
    later, paper = date(2025, 12, 10), "Công văn số 12/BNN ngày 25/11/2025"

    with pytest.raises(ReasonIsMissing) as refusal:
        extend(period, places.province, due_on=later, reason="Bão", by=minh, at=NOVEMBER)
    extend(period, places.province, due_on=later, reason="Bão", document=paper, by=minh, at=NOVEMBER)

    assert str(refusal.value) == "Cần ghi văn bản của cơ quan cấp trên cho phép gia hạn."
    (deed,) = deeds_of(period, places.province)
    assert (deed.what, deed.words) == ("Gia hạn đến 10/12/2025", f"Bão ({paper})")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 11, 9), "Ngày gửi lại không được trước ngày trả lại 10/11/2025."),
        (date.max, "Ngày 31/12/9999 phải trong khoảng từ 01/01/2000 đến 31/12/2100."),
    ],
)
def test_the_day_to_send_again_is_still_to_come(day, words, period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    with pytest.raises(DatesDisagree) as refusal:
        return_report(period, places.ba_dinh, reason="Thiếu", resend_by=day, by=minh, at=NOVEMBER)

    assert str(refusal.value) == words


def test_the_day_to_send_again_is_put_off_to_a_later_one_and_told(period, places, lan, minh):
    send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)
    day, later = date(2025, 11, 21), date(2025, 11, 26)
    return_report(period, places.ba_dinh, reason="Thiếu", resend_by=day, by=minh, at=at(date(2025, 11, 11)))

    with pytest.raises(DatesDisagree) as refusal:
        extend(period, places.ba_dinh, due_on=day, reason="Bão", by=minh, at=at(date(2025, 11, 12)))
    extend(period, places.ba_dinh, due_on=later, reason="Bão", by=minh, at=at(date(2025, 11, 12)))

    assert str(refusal.value) == "Ngày gia hạn phải sau ngày hẹn gửi lại là 21/11/2025."
    assert not Extension.objects.exists()
    assert [(deed.what, deed.words) for deed in deeds_of(period, places.ba_dinh)] == [
        ("Gia hạn gửi lại đến ngày 26/11/2025", "Bão"),
        ("Trả lại, hẹn gửi lại chậm nhất ngày 21/11/2025", "Thiếu"),
        ("Gửi báo cáo", ""),
    ]


def test_more_time_is_later_than_what_everyone_has(period, places, minh):
    with pytest.raises(DatesDisagree) as refusal:
        extend(period, places.ba_dinh, due_on=COMMUNE_DUE, reason="Bão", by=minh, at=NOVEMBER)

    assert str(refusal.value) == "Ngày gia hạn phải sau hạn chung là 20/11/2025."
