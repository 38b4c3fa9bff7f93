"""Writes of the import: a workbook is held for its preview, then applied as previewed or not at all."""

from datetime import datetime

from django.db import transaction

from planning.people.roles import Action
from planning.people.users import User
from planning.plans.actions import hold_open, record
from planning.plans.parts import PlanEvent
from planning.plans.plans import Plan
from planning.sheets.changes import Outcome
from planning.sheets.kinds import SheetKind, sheet_kind
from planning.sheets.uploads import FILE_NAME_MAX, SheetUpload
from planning.sheets.workbooks import open_workbook


class UploadIsGone(LookupError):
    """The workbook was applied or given up meanwhile, or another was uploaded in its place."""


class WorkbookHasProblems(ValueError):
    """Nothing of a workbook is written while one cell of it is in doubt."""


class PreviewIsOutdated(ValueError):
    """The plan's rows have changed since the preview, so the workbook would now change something else."""


def hold_upload(plan: Plan, kind: SheetKind, *, file_name: str, content: bytes, by: User, at: datetime) -> SheetUpload:
    """Keep a workbook until it is applied or given up; it takes the place of the person's former one.

    Raises UnreadableWorkbook, or PlanIsNotOpen.
    """
    # Reading takes a while, and nobody else need wait for it.
    open_workbook(content)
    with transaction.atomic():
        plan = hold_open(plan, by=by, action=Action.IMPORT)
        SheetUpload.objects.of_plan(plan).filter(by=by).delete()
        name = file_name[-FILE_NAME_MAX:]
        return SheetUpload.objects.create(plan=plan, sheet=kind.key, file_name=name, content=content, by=by, at=at)


def preview(upload: SheetUpload, *, by: User) -> Outcome:
    """What the workbook would change in the plan as it is now; writes nothing."""
    sheets = open_workbook(bytes(upload.content))
    return sheet_kind(upload.sheet).read(upload.plan, sheets, by)


@transaction.atomic
def apply_upload(upload: SheetUpload, *, digest: str, by: User, at: datetime) -> Outcome:
    """Write the changes that were previewed, all or none, and let the workbook go.

    `digest` is that of the previewed outcome. Raises PlanIsNotOpen, UploadIsGone, WorkbookHasProblems or
    PreviewIsOutdated; then nothing is written.
    """
    plan = hold_open(upload.plan, by=by, action=Action.IMPORT)
    held = SheetUpload.objects.of_plan(plan).filter(pk=upload.pk, by=by).select_for_update().first()
    if held is None:
        raise UploadIsGone(upload.file_name)
    outcome = preview(held, by=by)
    if outcome.digest() != digest:
        raise PreviewIsOutdated(upload.file_name)
    if outcome.problems:
        raise WorkbookHasProblems(upload.file_name)
    sheet_kind(held.sheet).write(plan, outcome.writes, by=by, at=at)
    note = f"{held.file_name[-100:]}: {outcome.summary()}"
    record(plan, PlanEvent.Verb.IMPORTED, by=by, at=at, note=note)
    held.delete()
    return outcome


@transaction.atomic
def discard_upload(upload: SheetUpload) -> None:
    """Give a workbook up; the plan stays as it is."""
    upload.delete()
