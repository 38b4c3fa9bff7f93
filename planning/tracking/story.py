"""What was done with a period and with a unit's report, who did it and when: read from the histories of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.attachments import Attachment
from planning.tracking.submissions import Deadline, Extension, Submission

DEEDS = {
    Submission.State.SENT: "Gửi báo cáo",
    Submission.State.ACCEPTED: "Tiếp nhận",
}
FILE_DEEDS = {"+": "Đính kèm tệp", "-": "Bỏ tệp", "~": "Sửa tệp"}


@dataclass(frozen=True)
class Deed:
    """One deed, with what was said of it."""

    at: datetime
    by: str
    what: str
    words: str = ""


def deeds_of(period: ReportingPeriod, unit: Unit) -> list[Deed]:
    """All deeds with a unit's report, the newest first; three queries."""
    deeds = [*_sendings(period, unit), *_extensions(period, unit), *_files(period, unit)]
    return sorted(deeds, key=lambda deed: deed.at, reverse=True)


def deeds_of_period(period: ReportingPeriod) -> list[Deed]:
    """How a period was opened, locked and opened again, and its deadlines set, the newest first; two queries."""
    rows = period.history.select_related("history_user")
    deeds = [Deed(row.history_date, _who(row), _deed(row), row.history_change_reason or "") for row in rows]
    days = Deadline.history.filter(period_id=period.pk).select_related("history_user")
    deeds += [Deed(row.history_date, _who(row), _deadline(row)) for row in days]
    return sorted(deeds, key=lambda deed: deed.at, reverse=True)


def _deed(row: Any) -> str:
    if row.history_type == "+":
        return "Mở kỳ báo cáo"
    return "Khóa kỳ" if row.locked_at else "Mở khóa kỳ"


def _deadline(row: Any) -> str:
    level = row.get_level_display().lower()
    return f"Bỏ hạn gửi của {level}" if row.history_type == "-" else f"Hạn gửi của {level}: {row.due_on:%d/%m/%Y}"


def _sendings(period: ReportingPeriod, unit: Unit) -> Iterator[Deed]:
    former: Any = None
    for row in reversed(_history(Submission, period, unit)):
        yield Deed(row.history_date, _who(row), _sending(row, former), _sending_words(row, former))
        former = row


def _sending(row: Any, former: Any) -> str:
    """What a row of the history did: it may only have put off the day to send again."""
    if row.state == Submission.State.RETURNED:
        # What was returned before such days were given has none.
        day = f"{row.resend_by:%d/%m/%Y}" if row.resend_by else ""
        given = f"Trả lại, hẹn gửi lại chậm nhất ngày {day}" if day else "Trả lại"
        return f"Gia hạn gửi lại đến ngày {day}" if _is_put_off(row, former) else given
    return f"{DEEDS[Submission.State(row.state)]}{' thay đơn vị' if _is_for_another(row) else ''}"


def _sending_words(row: Any, former: Any) -> str:
    said = row.history_change_reason if _is_put_off(row, former) else row.note or row.history_change_reason
    return said or ""


def _is_put_off(row: Any, former: Any) -> bool:
    return former is not None and former.state == row.state == Submission.State.RETURNED


def _is_for_another(row: Any) -> bool:
    return row.is_sent_for and row.state == Submission.State.SENT


def _extensions(period: ReportingPeriod, unit: Unit) -> Iterator[Deed]:
    for row in _history(Extension, period, unit):
        words = f"{row.reason} ({row.document})" if row.document else row.reason
        yield Deed(row.history_date, _who(row), f"Gia hạn đến {row.due_on:%d/%m/%Y}", words)


def _files(period: ReportingPeriod, unit: Unit) -> Iterator[Deed]:
    for row in _history(Attachment, period, unit):
        yield Deed(row.history_date, _who(row), FILE_DEEDS[row.history_type], row.name)


def _history(model: Any, period: ReportingPeriod, unit: Unit) -> list[Any]:
    """The newest first."""
    rows = model.history.filter(period_id=period.pk, unit_id=unit.pk).select_related("history_user")
    return list(rows.order_by("-history_date", "-history_id"))


def _who(row: Any) -> str:
    return str(row.history_user or "Hệ thống")
