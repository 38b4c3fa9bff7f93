"""An import is undone as one step, or not at all where its cells meet what others have entered since."""

import json
from datetime import UTC, datetime

import pytest

from indicators.actions import remove_target
from indicators.models import Target
from planning.entry.kinds import entry_kind
from planning.sheets.actions import ImportCannotBeUndone, undo_import
from planning.sheets.uploads import AppliedSheet, packed

NOW = datetime(2025, 8, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def jobs(plan):
    return Target.objects.get(plan=plan, indicator__code="viec-lam")


@pytest.fixture
def lowered(plan, jobs, lan):
    """An import that has brought a target from 1.200 down to 800."""
    Target.objects.filter(pk=jobs.pk).update(value=800)
    changes = [[[row_of(plan, lan), "value"], "1200", "800"]]
    return AppliedSheet.objects.create(
        sheet="targets",
        scope=plan.slug,
        file_name="a.xlsx",
        changes=packed(json.dumps(changes).encode()),
        summary="1 thay đổi",
        by=lan,
        at=NOW,
    )


def row_of(plan, user):
    """The key of the row of jobs in the table of targets."""
    kind = entry_kind("targets")
    [key] = [row.key for row in kind.table(kind.find(plan.slug, user)).rows if "viec-lam" in row.key]
    return key


def test_an_import_is_undone_while_nothing_has_come_after_it(jobs, lan, lowered):
    undo_import(lowered, by=lan, at=NOW)

    jobs.refresh_from_db()
    assert jobs.value == 1200


def test_an_import_into_whose_range_someone_has_set_an_end_is_not_undone(jobs, lan, lowered):
    Target.objects.filter(pk=jobs.pk).update(value_to=900)

    with pytest.raises(ImportCannotBeUndone, match="Không hoàn tác được: "):
        undo_import(lowered, by=lan, at=NOW)

    jobs.refresh_from_db()
    assert (jobs.value, jobs.value_to) == (800, 900)


def test_an_import_whose_blank_row_is_gone_is_not_undone(plan, jobs, lan, lowered):
    lowered.changes = packed(json.dumps([[[row_of(plan, lan), "value"], "1200", None]]).encode())
    lowered.save()
    remove_target(jobs, by=lan)

    with pytest.raises(ImportCannotBeUndone, match="không còn trong bảng"):
        undo_import(lowered, by=lan, at=NOW)
