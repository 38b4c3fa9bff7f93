"""Beside a sum it is said once whose figures are in it although they have not sent."""

import pytest

from planning.tracking.submissions import Submission
from planning.tracking.unsent import Unsent, unsent_below
from tests.tracking.rounds import ENDS, OPENS, at, more_communes

STATES = Submission.State


def send(period, unit, state=STATES.SENT):
    Submission.objects.create(period=period, unit=unit, state=state, sent_at=at(OPENS), resend_by=ENDS)


def test_who_has_not_sent_or_is_to_send_again_is_said(period, places):
    send(period, places.ba_dinh)
    send(period, places.ba_to, STATES.RETURNED)

    unsent = unsent_below(period, places.province)

    assert unsent.words == "1 xã chưa gửi báo cáo (1 bị trả lại)"
    assert unsent.names == "xã Ba Tơ"
    assert unsent.sentence == (
        "Số tổng hợp tính cả số liệu các đơn vị đã nhập mà chưa gửi: trong đó 1 xã chưa gửi báo cáo (1 bị trả lại)."
    )


def test_nothing_is_said_where_all_have_sent_or_nobody_is_below(period, places):
    send(period, places.ba_dinh)
    send(period, places.ba_to, STATES.ACCEPTED)

    assert unsent_below(period, places.province) == Unsent()
    assert unsent_below(period, places.ba_dinh).sentence == ""


@pytest.mark.parametrize(
    ("units", "words", "names"),
    [
        ((("Xã", "A"),), "1 xã chưa gửi báo cáo", "xã A"),
        ((("Xã", "A"), ("Phường", "B")), "2 đơn vị chưa gửi báo cáo", "xã A, phường B"),
        (tuple(("Xã", name) for name in "ABCDE"), "5 xã chưa gửi báo cáo", "xã A, xã B, xã C và 2 đơn vị khác"),
    ],
)
def test_units_of_several_kinds_have_a_word_together_and_of_many_the_first_are_named(units, words, names):
    unsent = Unsent(units)

    assert (unsent.words, unsent.names) == (words, names)


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(period, places, count, django_assert_num_queries):
    more_communes(places.province, count)

    with django_assert_num_queries(1):
        unsent_below(period, places.province)
