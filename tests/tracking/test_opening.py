"""Opening a period and setting its deadlines: by whom, once, on the map of its last day, in order."""

from datetime import date

import pytest

from planning.tracking.actions import open_period, set_deadlines
from planning.tracking.refusals import DatesDisagree, NotTheHolder, PeriodIsThere, UnitIsOfAnotherTime
from planning.tracking.submissions import Deadline
from tests.tracking.rounds import COMMUNE_DUE, PROVINCE_DUE, at, opened

NOVEMBER = at(date(2025, 11, 10))


def test_a_period_is_opened_by_editors_of_its_unit_only(places, programme, minh, lan, hoa, chair):
    for person in (lan, hoa, chair):
        with pytest.raises(NotTheHolder):
            opened(places.province, programme, person)

    period = opened(places.province, programme, minh)

    assert period.slug == "51-year-2025"
    assert dict(Deadline.objects.values_list("level", "due_on")) == {
        "province": PROVINCE_DUE,
        "commune": COMMUNE_DUE,
    }


def test_a_period_is_opened_once_and_occasions_as_often_as_need_be(period, places, programme, minh):
    with pytest.raises(PeriodIsThere) as refusal:
        opened(places.province, programme, minh)

    occasions = [opened(places.province, programme, minh, kind="adhoc", occasion="Bão số 9") for _ in range(2)]

    assert str(refusal.value) == "Tỉnh Quảng Ngãi đã mở kỳ báo cáo năm 2025."
    assert [each.slug for each in occasions] == ["51-adhoc-2025-12-31", "51-adhoc-2025-12-31-b2"]


def test_a_period_is_held_by_the_unit_of_its_last_day(places, programme, minh):
    half = {"kind": "half", "ends_on": date(2025, 6, 30), "opens_on": date(2025, 5, 1), "deadlines": {}}

    with pytest.raises(UnitIsOfAnotherTime):
        opened(places.province, programme, minh, **half)

    assert opened(places.old_province, programme, minh, **half).slug == "51-half-2025"


@pytest.mark.parametrize(
    ("deadlines", "words"),
    [
        (
            {"province": date(2025, 11, 1), "commune": date(2025, 11, 2)},
            "Hạn gửi của cấp dưới không được sau hạn của cấp trên.",
        ),
        ({"commune": date(2025, 9, 30)}, "Hạn gửi không được trước ngày mở kỳ 01/10/2025."),
    ],
)
def test_deadlines_follow_each_other_upwards(deadlines, words, period, minh):
    with pytest.raises(DatesDisagree) as refusal:
        set_deadlines(period, deadlines, by=minh, at=NOVEMBER)

    assert str(refusal.value) == words
    assert Deadline.objects.get(level="commune").due_on == COMMUNE_DUE


def test_deadlines_are_changed_added_and_taken_away(period, minh):
    set_deadlines(period, {"province": date(2025, 11, 28), "commune": None}, by=minh, at=NOVEMBER)

    assert list(Deadline.objects.values_list("level", "due_on")) == [("province", date(2025, 11, 28))]


@pytest.mark.parametrize("day", [date(2025, 12, 5), None])
def test_who_holds_a_period_does_not_put_off_their_own_day(day, period, minh):
    with pytest.raises(DatesDisagree) as refusal:
        set_deadlines(period, {"province": day}, by=minh, at=NOVEMBER)

    assert str(refusal.value) == (
        "Tỉnh Quảng Ngãi không tự lùi hạn của mình (30/11/2025); "
        "nếu được cấp trên cho thêm thời gian thì ghi gia hạn ở trang báo cáo của đơn vị."
    )
    assert Deadline.objects.get(level="province").due_on == PROVINCE_DUE


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ({"first_year": 2031}, "Năm 2031 không thuộc giai đoạn 2021-2025 của chương trình."),
        ({"first_year": 2020}, "Năm 2020 không thuộc giai đoạn 2021-2025 của chương trình."),
        (
            {"kind": "final", "first_year": 2021, "last_year": 2026},
            "Năm 2026 không thuộc giai đoạn 2021-2025 của chương trình.",
        ),
    ],
)
def test_a_period_lies_within_its_programme(years, words, places, programme, minh):
    span = {"ends_on": date(years.get("last_year", years["first_year"]), 12, 31), "deadlines": {}}

    with pytest.raises(DatesDisagree) as refusal:
        opened(places.province, programme, minh, **years | span)

    assert str(refusal.value) == words


def test_days_of_opening_are_named_in_order(places, programme, minh):
    with pytest.raises(DatesDisagree):
        open_period(
            places.province,
            programme,
            kind="year",
            first_year=2025,
            ends_on=date(2025, 12, 31),
            opens_on=date(2025, 11, 1),
            deadlines={"commune": date(2025, 10, 31)},
            by=minh,
            at=NOVEMBER,
        )
