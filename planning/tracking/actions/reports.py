"""Writes on the way of a unit's report: more time, sent, returned, accepted; each is kept in the row's history."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from planning.people.reach import units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.actions.checks import check_above, check_holder, check_meant, edits_for, hold_report_open, said
from planning.tracking.doubts import check_agrees
from planning.tracking.filling import blanks_of
from planning.tracking.refusals import AlreadySent, BlanksRemain, DatesDisagree, NotSent, NotTheHolder, NotYoursToSend
from planning.tracking.scopes import is_above, why_no_more
from planning.tracking.standing import standing_of
from planning.tracking.submissions import CLOSED, Deadline, Extension, Submission
from planning.tracking.suggesting import resend_day
from planning.upserts import REASON_LENGTH, save_rows

SENDING = ("state", "sent_by", "sent_at", "first_sent_at", "is_sent_for")


@transaction.atomic
def extend(
    period: ReportingPeriod, unit: Unit, *, due_on: date, reason: str, document: str = "", by: User, at: datetime
) -> Extension | Submission:
    """Give one unit more time, or other time than it was given; of a returned report, to send it again.

    Nobody gives it to their own unit. Above a province nobody works here: it writes down what it was given, with the
    `document` that says so. Raises NotTheHolder, PeriodIsLocked, ReasonIsMissing, or DatesDisagree where the day
    cannot be meant or is no later than the one that stands.
    """
    document = _permit(unit, document, by)
    reason = said(reason, "lý do gia hạn")
    check_meant(due_on)
    held = hold_report_open(period, unit, at)
    sent = Submission.objects.filter(period=held, unit=unit).first()
    if sent is not None and sent.state == Submission.State.RETURNED:
        _check_later(due_on, sent.resend_by, "ngày hẹn gửi lại")
        sent.resend_by = due_on
        save_rows([sent], ["resend_by"], by=by, at=at, reason=reason[:REASON_LENGTH])
        return sent
    usual = Deadline.objects.filter(period=held, level=unit.kind).first()
    _check_later(due_on, usual.due_on if usual else None, "hạn chung")
    row = Extension.objects.filter(period=held, unit=unit).first() or Extension(period=held, unit=unit)
    row.due_on, row.reason, row.document, row.granted_by, row.granted_at = due_on, reason, document, by, at
    save_rows([row], ["due_on", "reason", "document", "granted_by", "granted_at"], by=by, at=at)
    return row


def _permit(unit: Unit, document: str, by: User) -> str:
    """The document by which more time is given: it may be named, and must be where no level above works here."""
    if unit.parent_id is not None:
        if not is_above(unit, by):
            raise NotTheHolder("Đơn vị không tự gia hạn cho mình; việc này do đơn vị cấp trên làm.")
        return " ".join(document.split())
    check_holder(unit, by)
    return said(document, "văn bản của cơ quan cấp trên cho phép gia hạn")


def _check_later(day: date, than: date | None, what: str) -> None:
    if than is not None and day <= than:
        raise DatesDisagree(f"Ngày gia hạn phải sau {what} là {than:%d/%m/%Y}.")


@transaction.atomic
def send_report(period: ReportingPeriod, unit: Unit, *, knowingly: bool = False, by: User, at: datetime) -> Submission:
    """Send a unit's report: its figures are then closed to it until it is returned.

    An editor of a level above may send what came to it on paper; the row says who did, and that it was for the unit.
    The moment of the first sending stays. Raises NotYoursToSend, PeriodIsLocked, AlreadySent,
    FiguresContradict, or BlanksRemain unless the sender goes on `knowingly`.
    """
    if not units_within(by, Action.EDIT).filter(pk=unit.pk).exists():
        raise NotYoursToSend("Bạn không được gửi báo cáo của đơn vị này.")
    if ended := why_no_more(unit, by, at):
        raise NotYoursToSend(ended)
    held = hold_report_open(period, unit, at)
    row = Submission.objects.filter(period=held, unit=unit).first() or Submission(period=held, unit=unit)
    if row.pk and row.state in CLOSED:
        raise AlreadySent(f"Báo cáo đã gửi lúc {localtime(row.sent_at):%H:%M ngày %d/%m/%Y}.")
    check_agrees(held, unit)
    blanks = blanks_of(held, unit)
    if blanks and not knowingly:
        raise BlanksRemain(blanks)
    row.first_sent_at = row.first_at if row.pk else None
    row.state, row.sent_by, row.sent_at, row.note = Submission.State.SENT, by, at, ""
    row.is_sent_for = not edits_for(unit, by)
    told = f"Còn {sum(blanks.values())} ô chưa có số liệu" if blanks else ""
    save_rows([row], [*SENDING, "note"], by=by, at=at, reason=told)
    return row


@transaction.atomic
def return_report(
    period: ReportingPeriod, unit: Unit, *, reason: str, resend_by: date | None = None, by: User, at: datetime
) -> Submission:
    """Give a report back to be put right, also one that was accepted; the unit may then write again.

    It is to be sent again by a day that is given, else by the one proposed. Raises NotTheHolder, PeriodIsLocked,
    ReasonIsMissing, NotSent, or DatesDisagree where the day is past or cannot be meant.
    """
    check_above(period, unit, by)
    reason = said(reason, "lý do trả lại")
    row = _waiting(period, unit, CLOSED, at)
    today = localdate(at)
    day = resend_by or resend_day(standing_of(period, unit, today).deadline, today)
    check_meant(day)
    if day < today:
        raise DatesDisagree(f"Ngày gửi lại không được trước ngày trả lại {today:%d/%m/%Y}.")
    row.state, row.note, row.resend_by = Submission.State.RETURNED, reason, day
    save_rows([row], ["state", "note", "resend_by"], by=by, at=at)
    return row


@transaction.atomic
def accept_report(period: ReportingPeriod, unit: Unit, *, note: str = "", by: User, at: datetime) -> Submission:
    """Take a report as it is; nobody takes their own. Raises NotTheHolder, PeriodIsLocked or NotSent."""
    if unit.pk == period.unit_id:
        raise NotTheHolder("Đơn vị tổ chức kỳ báo cáo không tự tiếp nhận báo cáo của mình.")
    check_above(period, unit, by)
    row = _waiting(period, unit, {Submission.State.SENT}, at)
    row.state, row.note = Submission.State.ACCEPTED, " ".join(note.split())
    save_rows([row], ["state", "note"], by=by, at=at)
    return row


def _waiting(period: ReportingPeriod, unit: Unit, states: Collection[Submission.State], at: datetime) -> Submission:
    """The unit's report in one of the states, once the unit is locked; raises NotSent, or what closes the period."""
    held = hold_report_open(period, unit, at)
    row = Submission.objects.filter(period=held, unit=unit, state__in=states).first()
    if row is None:
        raise NotSent("Đơn vị chưa gửi báo cáo, hoặc báo cáo đã được xử lý.")
    return row
