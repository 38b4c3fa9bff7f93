"""Writes of the import: a workbook is held for its preview, applied as previewed or not at all, and undone whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from planning.people.users import User
from planning.plans.actions import record
from planning.plans.parts import PlanEvent
from planning.sheets.changes import Change, Outcome, Spot
from planning.sheets.kinds import SheetKind, sheet_kind
from planning.sheets.pauses import without_collecting
from planning.sheets.scans import NOWHERE
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.sheets.uploads import FILE_NAME_MAX, AppliedSheet, SheetUpload, packed
from planning.sheets.workbooks import open_workbook

OBJECTIONS_TOLD = 3
# What is undone stands in no workbook.
OUTSIDE = Spot(NOWHERE, "", "", str)


class UploadIsGone(LookupError):
    """The workbook was applied or given up meanwhile, or another was uploaded in its place."""


class WorkbookHasProblems(ValueError):
    """Nothing of a workbook is written while one cell of it is in doubt."""


class PreviewIsOutdated(ValueError):
    """The figures have changed since the preview, so the workbook would now change something else."""


class ImportCannotBeUndone(ValueError):
    """The import was undone already, or someone has changed one of its cells since."""


def hold_upload(
    scope: Scope, kind: SheetKind, *, file_name: str, content: bytes, by: User, at: datetime
) -> SheetUpload:
    """Keep a workbook until it is applied or given up; it takes the place of the person's former one.

    Raises UnreadableWorkbook, or PermissionDenied where the scope is not open to the person.
    """
    # Reading takes a while, and nobody else need wait for it.
    open_workbook(content)
    with transaction.atomic():
        kind.hold(scope, by)
        SheetUpload.objects.of(kind.key, scope.name).filter(by=by).delete()
        name = file_name[-FILE_NAME_MAX:]
        return SheetUpload.objects.create(
            sheet=kind.key, scope=scope.name, file_name=name, content=content, by=by, at=at
        )


@without_collecting()
def preview(upload: SheetUpload, *, by: User) -> Outcome:
    """What the workbook would change in the figures as they are now; writes nothing."""
    kind = sheet_kind(upload.sheet)
    return kind.read(kind.find(upload.scope, by), open_workbook(bytes(upload.content)), by)


@without_collecting()
@transaction.atomic
def apply_upload(upload: SheetUpload, *, digest: str, by: User, at: datetime) -> Outcome:
    """Write the changes that were previewed, all or none, and let the workbook go.

    `digest` is that of the previewed outcome. Raises PermissionDenied, UploadIsGone, WorkbookHasProblems or
    PreviewIsOutdated; then nothing is written.
    """
    kind, scope = _held(upload.sheet, upload.scope, by)
    held = SheetUpload.objects.of(kind.key, scope.name).filter(pk=upload.pk, by=by).select_for_update().first()
    if held is None:
        raise UploadIsGone(upload.file_name)
    outcome = preview(held, by=by)
    if outcome.digest != digest:
        raise PreviewIsOutdated(upload.file_name)
    if outcome.problems:
        raise WorkbookHasProblems("tệp có lỗi.")
    note = f"{held.file_name[-100:]}: {outcome.summary()}"
    _write(kind, scope, outcome.writes, PlanEvent.Verb.IMPORTED, note, by, at)
    _keep_step(held, outcome, by, at)
    held.delete()
    return outcome


def _keep_step(held: SheetUpload, outcome: Outcome, by: User, at: datetime) -> None:
    """Keep what an import changes, so that it can be undone."""
    AppliedSheet.objects.create(
        sheet=held.sheet,
        scope=held.scope,
        file_name=held.file_name,
        changes=packed(outcome.steps),
        summary=outcome.summary(),
        by=by,
        at=at,
    )


@transaction.atomic
def discard_upload(upload: SheetUpload) -> None:
    """Give a workbook up; the figures stay as they are."""
    upload.delete()


@transaction.atomic
def undo_import(applied: AppliedSheet, *, by: User, at: datetime) -> None:
    """Give every cell of an import the value it had before, as one step.

    Raises PermissionDenied, or ImportCannotBeUndone when a cell no longer has the value the import gave it, is
    no longer there, or would contradict what others have entered since.
    """
    kind, scope = _held(applied.sheet, applied.scope, by)
    held = AppliedSheet.objects.of(kind.key, scope.name).filter(pk=applied.pk, undone_at=None)
    step = held.select_for_update().first()
    if step is None:
        raise ImportCannotBeUndone("Lần nhập này đã được hoàn tác.")
    changes = list(_reversed_changes(step.steps))
    values = kind.values(scope)
    touched = sum(values.get(change.target) != change.old for change in changes)
    if touched:
        raise ImportCannotBeUndone(f"Không hoàn tác được: {touched} ô của lần nhập này đã được sửa sau đó.")
    if kind.objections and (against := kind.objections(scope, changes)):
        raise ImportCannotBeUndone(f"Không hoàn tác được: {'; '.join(against[:OBJECTIONS_TOLD])}")
    _write(kind, scope, changes, PlanEvent.Verb.UNDONE, step.file_name[-150:], by, at)
    step.undone_by, step.undone_at = by, at
    step.save()


def _held(sheet: str, scope_name: str, by: User) -> tuple[SheetKind, Scope]:
    kind = sheet_kind(sheet)
    try:
        scope = kind.find(scope_name, by)
    except NoSuchScope as gone:
        raise ScopeIsNotOpen from gone
    return kind, kind.hold(scope, by)


def _write(
    kind: SheetKind,
    scope: Scope,
    changes: Sequence[Change],
    verb: PlanEvent.Verb,
    note: str,
    by: User,
    at: datetime,
) -> None:
    kind.write(scope, changes, by=by, at=at)
    if scope.owner:
        record(scope.owner, verb, by=by, at=at, note=note)


def _reversed_changes(changes: list[list[Any]]) -> Iterator[Change]:
    """The changes that lead back; nobody reads their words."""
    for target, old, new in changes:
        before, after = (None if text is None else Decimal(text) for text in (old, new))
        yield Change(tuple(target), after, before, OUTSIDE)
