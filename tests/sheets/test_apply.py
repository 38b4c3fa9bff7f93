"""Writing what was previewed: all of it or none, to a plan that is still the same and still open."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from budgets import actions
from budgets.models import BudgetLine
from planning.people.users import Post
from planning.plans.parts import PlanEvent
from planning.plans.permissions import Status
from planning.sheets.actions import (
    PreviewIsOutdated,
    UploadIsGone,
    WorkbookHasProblems,
    apply_upload,
    discard_upload,
    hold_upload,
    preview,
)
from planning.sheets.kinds import UnknownSheet, sheet_kind
from planning.sheets.packages import UnreadableWorkbook
from planning.sheets.scopes import scope_of
from planning.sheets.uploads import SheetUpload
from tests.sheets.conftest import DA1, DA21, DA22, edited, exported, lines

NOW = datetime(2025, 8, 1, 9, 30, tzinfo=UTC)
THREE_EDITS = {f"F{DA1}": 301, f"H{DA22}": None, f"J{DA21}": 0}


@pytest.fixture
def hold(plan, lan):
    """Hold the plan's own workbook with these cells edited."""

    def held(cells=None, file_name="kinh-phi.xlsx"):
        content = edited(exported(plan), THREE_EDITS if cells is None else cells)
        return hold_upload(
            scope_of(plan, may_enter=True), sheet_kind("budget"), file_name=file_name, content=content, by=lan, at=NOW
        )

    return held


def test_a_previewed_workbook_is_written_whole(plan, lan, hold):
    upload = hold()
    digest = preview(upload, by=lan).digest

    apply_upload(upload, digest=digest, by=lan, at=NOW)

    assert lines(plan) == {
        ("DA1", "central", "recurrent"): 301_000_000,
        ("DA2.1", "central", "investment"): 1_001_000_000,
        ("DA2.1", "other", ""): 0,
    }
    assert not SheetUpload.objects.exists()


def test_every_written_line_has_its_history(plan, lan, hold):
    upload = hold()

    apply_upload(upload, digest=preview(upload, by=lan).digest, by=lan, at=NOW)

    rows = BudgetLine.history.filter(history_user=lan, history_date=NOW)
    assert sorted((row.history_type, row.component.code, int(row.amount)) for row in rows) == [
        ("+", "DA2.1", 0),
        ("-", "DA2.2", 2_500_000),
        ("~", "DA1", 301_000_000),
    ]
    assert {row.history_change_reason for row in rows} == {"Nhập từ bảng tính"}


def test_the_import_is_an_event_of_the_plan(plan, lan, hold):
    upload = hold()

    apply_upload(upload, digest=preview(upload, by=lan).digest, by=lan, at=NOW)

    event = plan.events.get()
    assert (event.verb, event.by, event.at) == (PlanEvent.Verb.IMPORTED, lan, NOW)
    assert event.note == "kinh-phi.xlsx: 1 mới, 1 thay đổi, 1 xóa"


def test_when_one_line_cannot_be_written_none_is(plan, lan, hold, monkeypatch):
    upload, before = hold(), lines(plan)
    digest = preview(upload, by=lan).digest

    def fails(*args, **options):
        raise DatabaseError

    monkeypatch.setattr(actions, "save_rows", fails)
    with pytest.raises(DatabaseError):
        apply_upload(upload, digest=digest, by=lan, at=NOW)

    assert lines(plan) == before
    assert not plan.events.exists()
    assert SheetUpload.objects.get() == upload
    assert not BudgetLine.history.filter(history_date=NOW).exists()


def test_a_workbook_with_one_fault_is_not_written(plan, lan, hold):
    upload, before = hold(THREE_EDITS | {f"E{DA21}": "x"}), lines(plan)

    with pytest.raises(WorkbookHasProblems):
        apply_upload(upload, digest=preview(upload, by=lan).digest, by=lan, at=NOW)

    assert lines(plan) == before


def test_a_plan_that_changed_since_the_preview_is_previewed_again(plan, lan, hold):
    upload = hold()
    digest = preview(upload, by=lan).digest
    plan.budget_lines.filter(component__code="DA1").update(amount=299_000_000)

    with pytest.raises(PreviewIsOutdated):
        apply_upload(upload, digest=digest, by=lan, at=NOW)

    assert lines(plan)["DA1", "central", "recurrent"] == 299_000_000


def test_a_plan_that_was_issued_since_the_preview_is_not_written(plan, lan, hold):
    upload, before = hold(), lines(plan)
    digest = preview(upload, by=lan).digest
    plan.status = Status.ISSUED
    plan.save()

    with pytest.raises(PermissionDenied):
        apply_upload(upload, digest=digest, by=lan, at=NOW)

    assert lines(plan) == before


def test_a_person_whose_post_ended_since_the_preview_writes_nothing(plan, lan, hold):
    upload, before = hold(), lines(plan)
    digest = preview(upload, by=lan).digest
    Post.objects.filter(user=lan).delete()

    with pytest.raises(PermissionDenied):
        apply_upload(upload, digest=digest, by=lan, at=NOW)

    assert lines(plan) == before


def test_a_workbook_is_applied_once(plan, lan, hold):
    upload = hold()
    digest = preview(upload, by=lan).digest
    apply_upload(upload, digest=digest, by=lan, at=NOW)
    upload.pk = 1

    with pytest.raises(UploadIsGone):
        apply_upload(upload, digest=digest, by=lan, at=NOW)


def test_another_person_does_not_apply_ones_workbook(plan, lan, hold, keeper):
    upload = hold()

    with pytest.raises(UploadIsGone):
        apply_upload(upload, digest=preview(upload, by=lan).digest, by=keeper, at=NOW)


def test_a_person_holds_one_workbook_for_a_plan(plan, hold):
    hold(file_name="cu.xlsx")

    hold(file_name="moi.xlsx")

    assert [upload.file_name for upload in SheetUpload.objects.all()] == ["moi.xlsx"]


def test_a_long_file_name_keeps_its_end(hold):
    assert hold(file_name="x" * 300 + ".xlsx").file_name == "x" * 195 + ".xlsx"


def test_an_unreadable_workbook_is_not_held(plan, lan):
    with pytest.raises(UnreadableWorkbook):
        hold_upload(
            scope_of(plan, may_enter=True), sheet_kind("budget"), file_name="x.xlsx", content=b"x", by=lan, at=NOW
        )

    assert not SheetUpload.objects.exists()


def test_a_workbook_that_is_given_up_changes_nothing(plan, hold):
    before = lines(plan)

    discard_upload(hold())

    assert (SheetUpload.objects.count(), lines(plan)) == (0, before)


def test_a_table_nobody_brings_is_unknown():
    with pytest.raises(UnknownSheet):
        sheet_kind("credit")


def test_a_workbook_written_and_exported_again_changes_nothing(plan, lan, hold):
    upload = hold()
    apply_upload(upload, digest=preview(upload, by=lan).digest, by=lan, at=NOW)

    again = hold({})

    assert preview(again, by=lan).writes == ()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_costs_the_same_whatever_it_finds(lan, hold, rows, django_assert_num_queries):
    cells = dict(list({f"J{DA1}": 1, f"J{DA21}": 2, f"J{DA22}": 3}.items())[:rows])
    upload = hold(cells)

    with django_assert_num_queries(6):
        outcome = preview(upload, by=lan)

    assert len(outcome.writes) == rows
