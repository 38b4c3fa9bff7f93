"""Figures typed into a grid: the sound ones are stored, the others say why they are not."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.models import BudgetLine
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from tests.entry.money import LOCKED, OVER, TOO_MUCH, amounts

D1, D2, D3 = ("DA1", "recurrent"), ("DA2.1", "investment"), ("DA2.1", "recurrent")
NOT_A_NUMBER = "Không phải là số. Cách viết đúng: 1.234,5 (dấu phẩy thập phân)."


@pytest.fixture
def lan_at_work(client, lan):
    client.force_login(lan)
    return lan


def test_sound_figures_are_stored_and_written_as_people_write_them(states, plan, lan_at_work):
    told = states((*D1, "1234,50", "300"), (*D3, "7", ""))

    assert told == {D1: ("saved", "1.234,5", ""), D3: ("saved", "7", "")}
    assert amounts(plan) == {D1: 1_234_500_000, D2: 1_001_000_000, D3: 7_000_000}


def test_an_emptied_cell_is_blank_and_not_zero(states, plan, lan_at_work):
    assert states((*D1, "", "300"), (*D3, "0", "")) == {D1: ("saved", "", ""), D3: ("saved", "0", "")}
    assert amounts(plan) == {D2: 1_001_000_000, D3: 0}


def test_a_dash_is_blank_as_in_the_table_s_workbook(states, plan, lan_at_work):
    assert states((*D1, " - ", "300"), (*D3, "–", "")) == {D1: ("saved", "", ""), D3: ("saved", "", "")}
    assert amounts(plan) == {D2: 1_001_000_000}


def test_what_is_unsound_says_why_and_the_rest_is_stored(states, plan, lan_at_work):
    told = states((*D1, "1.5", "300"), (*D2, "5.001", "1.001"), (*D3, "7", ""), ("DA1", "investment", "1", ""))

    assert told == {
        D1: ("invalid", "300", NOT_A_NUMBER),
        D2: ("invalid", "1.001", OVER),
        D3: ("saved", "7", ""),
        ("DA1", "investment"): ("locked", "", LOCKED["DA1", "investment"]),
    }
    assert amounts(plan) == {D1: 300_000_000, D2: 1_001_000_000, D3: 7_000_000}


def test_figures_that_contradict_each_other_are_left_out_and_the_rest_is_stored(states, plan, lan_at_work):
    told = states((*D1, "1", "300"), (*D2, "4.900", "1.001"), (*D3, "4.200", ""))

    assert told == {D1: ("saved", "1", ""), D2: ("invalid", "1.001", TOO_MUCH), D3: ("invalid", "", TOO_MUCH)}
    assert amounts(plan) == {D1: 1_000_000, D2: 1_001_000_000}


def test_what_another_has_written_meanwhile_is_not_overwritten(states, plan, lan_at_work):
    told = states((*D1, "5", "290"), (*D3, "6", "2"))

    assert told == {
        D1: ("conflict", "300", "Người khác vừa ghi 300 vào ô này."),
        D3: ("conflict", "", "Người khác vừa xóa số ở ô này."),
    }
    assert amounts(plan)[D1] == 300_000_000


def test_two_people_who_type_the_same_do_not_disagree(states, lan_at_work):
    assert states((*D1, "300,0", "290")) == {D1: ("saved", "300", "")}


def test_what_was_typed_last_into_a_cell_holds(states, plan, lan_at_work):
    assert states((*D1, "x", "300"), (*D1, "5", "300")) == {D1: ("saved", "5", "")}
    assert amounts(plan)[D1] == 5_000_000


def test_a_sum_and_a_row_that_is_gone_are_not_entered(states, lan_at_work):
    told = states(("all", "recurrent", "1", "300"), ("DA1", "total", "1", "300"), ("DA9", "recurrent", "1", ""))

    assert {key: state for key, (state, _, _) in told.items()} == {
        ("all", "recurrent"): "locked",
        ("DA1", "total"): "locked",
        ("DA9", "recurrent"): "locked",
    }


def test_a_figure_that_stands_already_is_not_written_again(states, lan_at_work, plan):
    pk = BudgetLine.objects.get(plan=plan, component__code="DA1").pk

    assert states((*D1, "300", "300")) == {D1: ("saved", "300", "")}
    assert BudgetLine.objects.get(plan=plan, component__code="DA1").pk == pk


def test_the_answer_brings_the_sums_and_the_rows_touched(save, lan_at_work):
    follow = {(each["row"], each["column"]): each for each in save((*D1, "260", "300")).json()["follow"]}

    assert {key: each["text"] for key, each in follow.items()} == {
        ("all", "recurrent"): "260",
        ("all", "investment"): "1.001",
        ("all", "total"): "1.261",
        ("DA1", "recurrent"): "260",
        ("DA1", "investment"): "",
        ("DA1", "total"): "260",
    }
    assert follow[D1]["state"] == "above"
    assert follow[D1]["note"] == "Cấp trên: 250"
    assert follow["DA1", "investment"]["locked"] is True


@pytest.mark.parametrize("digits", ["9" * 60, "1," + "0" * 60 + "1", "٣٣", "1e5", "NaN", "\x00", "\ud800"])
def test_no_odd_figure_breaks_the_saving(digits, states, plan, lan_at_work):
    assert states((*D1, digits, "300"))[D1][0] in {"invalid", "saved"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b'{"cells": 1}',
        b'{"cells": [1]}',
        b'{"cells": [{"row": "DA1"}]}',
        b'{"cells": [{"row": "DA1", "column": "recurrent", "text": 5, "base": ""}]}',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_no_message_of_the_grid_is_a_bad_request(body, client, plan, money_table, lan_at_work):
    response = client.post(reverse("entry-save", args=[plan.slug, "money"]), body, content_type="application/json")

    assert response.status_code == 400


def test_who_may_not_enter_is_refused(save, client, plan, hoa, tam, lan):
    assert save((*D1, "1", "300")).status_code == 302
    client.force_login(tam)
    assert save((*D1, "1", "300")).status_code == 404
    client.force_login(hoa)
    assert save((*D1, "1", "300")).status_code == 403
    client.force_login(lan)
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    assert save((*D1, "1", "300")).status_code == 403
    assert amounts(plan)[D1] == 300_000_000


def test_what_one_person_typed_is_not_stored_as_another_s_who_has_signed_in_since(
    client, save, plan, minh, lan_at_work
):
    client.defaults["HTTP_X_OPENED_BY"] = str(minh.pk)

    response = save((*D1, "1", "300"))

    assert response.status_code == 403
    assert response.json() == {"why": "Trình duyệt này nay do Lan đăng nhập, không phải người đã mở trang"}
    assert amounts(plan)[D1] == 300_000_000


def test_an_unknown_table_is_not_found(client, plan, lan_at_work):
    assert client.get(reverse("entry-grid", args=[plan.slug, "nothing"])).status_code == 404


def test_three_cells_cost_no_more_queries_than_one(save, lan_at_work, django_assert_num_queries):
    """The table of this test writes line by line; so what is sent stands already."""
    with CaptureQueriesContext(connection) as one:
        save((*D1, "300", "300"))

    with django_assert_num_queries(len(one)):
        save((*D1, "300", "300"), (*D2, "1.001", "1.001"), (*D3, "", ""))


def test_exact_đồng_are_stored(states, plan, lan_at_work):
    states((*D1, "0,000001", "300"))

    assert amounts(plan)[D1] == Decimal(1)
