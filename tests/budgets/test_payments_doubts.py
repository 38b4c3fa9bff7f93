"""Figures of payments that may be so and are worth a look: at the cell, in the preview of a workbook, in the check."""

import html
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.entry.payments import PAYMENTS
from budgets.models import Payment, PaymentWatch
from budgets.paying.doubts import (
    BEYOND,
    LARGE,
    LOWER,
    OVER,
    SLOW,
    UNSETTLED,
    against,
    doubt_words,
    doubtful,
    doubts_of,
    together,
)
from budgets.paying.looking import doubtful_payments
from budgets.paying.pace import gone_by
from budgets.paying.places import Place
from budgets.paying.sums import Sums
from planning.entry.saving import Typed, save_typed
from planning.formats import MoneyUnit
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.reading import Reading
from planning.review.problems import problems_of
from planning.sheets.kinds import sheet_kind
from planning.sheets.workbooks import open_workbook
from planning.tracking.doubts import doubts_about
from tests.budgets.paying import MILLION, NOW, make_period, place, put_in_force, tell
from tests.budgets.test_payments_entry import LIVELIHOODS, changed
from tests.budgets.test_payments_report import make_report

ROW = "DA1.central.recurrent"


def sums(given=300, carried_in=None, paid=None, settled=None, carried_out=None):
    amounts = (given, carried_in, paid, settled, carried_out)
    return Sums(*(None if each is None else Decimal(each) * MILLION for each in amounts))


def by(programme, kind=PeriodKind.YEAR, day=(12, 31)):
    period = ReportingPeriod(programme=programme, kind=kind, first_year=2025, last_year=2025, ends_on=date(2025, *day))
    return against(period, MoneyUnit.MILLION, "6 tháng đầu năm 2025")


NINE = {"kind": PeriodKind.NINE, "day": (9, 30)}


@pytest.mark.parametrize(
    ("told", "earlier", "when", "kinds"),
    [
        ({"paid": 300, "settled": 300}, None, {}, []),
        ({"paid": 250, "settled": 250, "carried_out": 50}, None, {}, []),
        ({"paid": 290, "settled": 280, "carried_out": 10}, None, {}, [UNSETTLED]),
        ({"paid": 290, "settled": None}, None, {}, []),
        ({"paid": 290, "settled": 0}, None, {}, [UNSETTLED]),
        ({"paid": None}, None, {}, []),
        ({"paid": 0}, None, NINE, [SLOW]),
        ({"paid": 165}, None, NINE, []),
        ({"paid": 164}, None, NINE, [SLOW]),
        ({"paid": 100, "carried_out": 100}, None, NINE, []),
        ({"paid": 240}, None, {}, [SLOW]),
        ({"paid": 200}, 201, NINE, [LOWER]),
        ({"paid": 200}, 200, NINE, []),
        ({"paid": 0}, 1, NINE, [LOWER, SLOW]),
        ({"paid": None}, 1, NINE, []),
        ({"paid": 310, "carried_in": 20}, None, NINE, [BEYOND]),
        ({"paid": 300, "carried_in": 20}, None, NINE, []),
        ({"paid": 310, "carried_in": 5}, None, NINE, [OVER]),
        ({"paid": 1, "given": None}, None, NINE, [OVER]),
        ({"paid": 0, "given": 0}, None, NINE, []),
        ({"paid": None, "given": 30, "carried_in": 300}, None, NINE, [LARGE]),
        ({"paid": None, "given": 30, "carried_in": 299}, None, NINE, []),
        ({"paid": None, "given": None, "carried_in": 300}, None, NINE, []),
    ],
)
def test_what_is_worth_a_look(programme, told, earlier, when, kinds):
    earlier = None if earlier is None else Decimal(earlier) * MILLION

    assert [doubt.kind for doubt in doubts_of(sums(**told), earlier, by(programme, **when))] == kinds


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LOWER, "Giải ngân lũy kế thấp hơn số đã báo cáo kỳ 6 tháng đầu năm 2025 là 320 triệu đồng."),
        (
            OVER,
            "Giải ngân và chuyển nguồn 320 vượt số hiện có: vốn được sử dụng hiện nay chỉ còn 350 triệu đồng. "
            "Vui lòng sửa lại.",
        ),
        (BEYOND, "Giải ngân vượt số được giao trong năm (300), do có 50 triệu đồng năm trước chuyển sang."),
        (
            SLOW,
            "Mới giải ngân 88,57% trong khi thời gian đã qua 74,79% của năm (ngưỡng cảnh báo chậm 20 điểm %).",
        ),
        (
            UNSETTLED,
            "Quyết toán 200 và chuyển nguồn 10 cộng lại thấp hơn vốn được sử dụng 140 triệu đồng: "
            "phần này chưa quyết toán và chưa chuyển nguồn.",
        ),
        (
            LARGE,
            "Số năm trước chuyển sang 50 gấp từ 10 lần số được giao trong năm (300 triệu đồng): xem lại đơn vị tính.",
        ),
    ],
)
def test_each_is_said_in_one_sentence_with_its_figures(programme, kind, words):
    known = sums(paid=310, carried_in=50, settled=200, carried_out=10)

    assert doubt_words(kind, known, Decimal(320) * MILLION, by(programme, **NINE)) == words


@pytest.mark.parametrize(
    ("told", "today", "kinds"),
    [
        ({"paid": 290, "settled": 280}, date(2025, 12, 1), []),
        ({"paid": 290, "settled": 280}, date(2026, 1, 31), []),
        ({"paid": 290, "settled": 280}, date(2026, 2, 1), [UNSETTLED]),
        ({"paid": 290, "settled": 280, "carried_out": 0}, date(2025, 12, 1), [UNSETTLED]),
        ({"paid": 280, "settled": 280, "carried_out": 20}, date(2025, 12, 1), []),
    ],
)
def test_what_is_settled_in_part_is_no_doubt_before_the_day_of_settlement(programme, told, today, kinds):
    period = ReportingPeriod(
        programme=programme, kind=PeriodKind.YEAR, first_year=2025, last_year=2025, ends_on=date(2025, 12, 31)
    )

    found = doubts_of(sums(**told), None, against(period, MoneyUnit.MILLION, "", today))

    assert [doubt.kind for doubt in found] == kinds


def test_what_nobody_told_of_the_next_year_is_no_zero(programme):
    words = doubt_words(UNSETTLED, sums(paid=290, settled=280), None, by(programme))

    assert words == (
        "Quyết toán 280, chưa ghi số chuyển nguồn, thấp hơn vốn được sử dụng 20 triệu đồng: "
        "phần này chưa quyết toán và chưa chuyển nguồn."
    )


def test_how_slow_is_slow_is_the_programmes_own(programme):
    PaymentWatch.objects.create(programme=programme, behind=60, last_days=0)

    assert list(doubts_of(sums(paid=100), None, by(programme, **NINE))) == []
    assert round(gone_by(date(2024, 2, 29)), 2) == Decimal("16.39")


@pytest.fixture
def nine(places, programme, plan):
    put_in_force(plan)
    return make_period(places.province, programme, PeriodKind.NINE)


@pytest.fixture
def scope(nine, lan):
    return PAYMENTS.find(f"{nine.slug}__21499", lan)


SLOW_WORDS = "Mới giải ngân 0,00% trong khi thời gian đã qua 74,79% của năm (ngưỡng cảnh báo chậm 20 điểm %)."
SLOW_TOGETHER = "1 khoản giải ngân chậm so với thời gian của năm (chưa giải ngân 300 triệu đồng)."


def test_the_cell_says_so(scope, lan):
    saved = save_typed(PAYMENTS, scope, [Typed(ROW, "paid", "0", "")], by=lan, at=NOW)

    assert saved.after.cells[ROW, "paid"].warning == SLOW_WORDS
    assert saved.after.cells[ROW, "settled"].warning == ""


def test_the_preview_of_a_workbook_says_so(scope, lan):
    content = changed(sheet_kind("payments").template(scope, lan), LIVELIHOODS, 5, 0)

    outcome = sheet_kind("payments").read(scope, open_workbook(content), lan)

    assert outcome.problems == ()
    assert outcome.notes[-1] == f"{SLOW_TOGETHER} {LIVELIHOODS}: {SLOW_WORDS}"


def test_the_check_of_the_report_says_so_and_keeps_nothing_from_being_signed(nine, places, lan):
    tell(nine, lan, {place(places.ba_dinh, "DA1", "central", "recurrent"): 0})
    report = make_report(places.ba_dinh, nine)

    (told,) = [each for each in problems_of(Reading(report)) if each.rule == f"payments-{SLOW}"]

    assert told.is_note
    assert told.message == (f"{SLOW_TOGETHER} Xã Ba Dinh, {LIVELIHOODS}: {SLOW_WORDS}")


def test_more_paid_than_there_is_since_the_plan_changed_is_not_signed(nine, places, plan, scope, lan):
    tell(nine, lan, {place(places.ba_dinh, "DA1", "central", "recurrent"): 280})
    plan.budget_lines.filter(component__code="DA1").update(amount=200 * MILLION)

    (told,) = [each for each in problems_of(Reading(make_report(places.ba_dinh, nine))) if "over" in each.rule]

    words = "Giải ngân và chuyển nguồn 280 vượt số hiện có: vốn được sử dụng hiện nay chỉ còn 200 triệu đồng."
    assert not told.is_note
    assert told.message.endswith(f"{LIVELIHOODS}: {words} Vui lòng sửa lại.")
    assert PAYMENTS.table(scope).cells[ROW, "paid"].warning == f"{words} Vui lòng sửa lại."
    assert Payment.objects.get().given == 300 * MILLION


def test_slips_are_told_where_the_report_is_sent_and_slow_payment_is_not(client, nine, places, plan, lan):
    tell(nine, lan, {place(places.ba_dinh, "DA1", "central", "recurrent"): 280})
    assert doubts_about(nine, places.ba_dinh) == []
    plan.budget_lines.filter(component__code="DA1").update(amount=200 * MILLION)
    tell(nine, lan, {place(places.ba_dinh, "DA2.1", "central", "investment"): 0})
    client.force_login(lan)

    (doubt,) = doubts_about(nine, places.ba_dinh)

    assert doubt.words.startswith(
        "1 khoản có số giải ngân và chuyển nguồn vượt vốn được sử dụng (vượt 80 triệu đồng)."
    )
    assert (doubt.address, doubt.stops) == (f"/payments/{nine.slug}__21499/", False)
    page = client.get(reverse("period-unit", args=[nine.slug, "21499"])).content.decode()
    assert doubt.words in html.unescape(page)


def test_looking_at_payments_again_costs_the_same_for_one_and_for_three(nine, places, lan, django_assert_num_queries):
    tell(nine, lan, {place(places.ba_dinh, "DA1", "central", "recurrent"): 280})
    with CaptureQueriesContext(connection) as one:
        doubtful_payments(nine, places.ba_dinh)
    more = {
        place(places.ba_dinh, "DA2.1", "central", "investment"): 1000,
        place(places.ba_dinh, "DA2.2", "local-commune", "recurrent"): 2,
    }
    tell(nine, lan, more)

    with django_assert_num_queries(len(one)):
        doubtful_payments(nine, places.ba_dinh)


def test_of_many_the_ones_with_most_money_are_named(programme):
    held = by(programme, **NINE)
    places = {Place(unit, None, (1, 1, "")): sums(given=unit, paid=0) for unit in range(1, 6)}

    (rows,) = doubtful(places, {}, held).values()
    words = together(rows, {place: f"Xã {place.unit}" for place in places}, held)

    assert words.startswith("5 khoản giải ngân chậm so với thời gian của năm (chưa giải ngân 15 triệu đồng). Xã 5: ")
    assert [words.count(f"Xã {unit}: ") for unit in range(1, 6)] == [0, 0, 1, 1, 1]
    assert words.endswith(" Và 2 khoản khác.")
