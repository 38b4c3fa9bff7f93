"""Writes on recommendations: raised, accepted and opened again by the level above, answered by the unit."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from planning.formats import short_date
from planning.people.users import User
from planning.plans.days import can_be_meant, out_of_time
from planning.tracking.recommendations.model import CLOSED, DONE, Recommendation, units_asked_by
from planning.upserts import REASON_LENGTH, save_rows

State = Recommendation.State
RAISED = ("unit", "raised_by", "raised_on", "words", "addressee", "due_on")
ANSWERED = ("state", "answer", "evidence", "closed_on")
MARK_LENGTH = 12


class NotYoursToRaise(PermissionDenied):
    """Only editors of a level above a unit, or of a province for itself, raise something with it."""


class NotYoursToAnswer(PermissionDenied):
    """The person edits neither for the unit nor for a level above it."""


class RecommendationIsClosed(PermissionDenied):
    """What is done or declined is opened again before it is answered anew."""


class NothingToAccept(PermissionDenied):
    """What is still open has no answer that could be accepted."""


class AnswerIsWrong(ValueError):
    """The answer contradicts itself or the day; `problems` has what is wrong by field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class Answer:
    """What a unit says became of a recommendation.

    `seen` is the mark of the answer that stood there when the person began; None where they did not look.
    """

    state: str
    answer: str = ""
    evidence: str = ""
    closed_on: date | None = None
    seen: str | None = None


def mark_of(recommendation: Recommendation) -> str:
    """Tells one answer from another."""
    words = "\0".join(str(getattr(recommendation, name) or "") for name in ANSWERED)
    return hashlib.sha256(words.encode()).hexdigest()[:MARK_LENGTH]


@transaction.atomic
def raise_recommendation(recommendation: Recommendation, *, by: User, at: datetime) -> Recommendation:
    """Enter a new recommendation, open. Raises NotYoursToRaise, or AnswerIsWrong where its days contradict."""
    _check_raises(by, recommendation.unit_id)
    _check_days(recommendation, timezone.localdate(at))
    save_rows([recommendation], (), by=by, at=at)
    return recommendation


@transaction.atomic
def correct_recommendation(recommendation: Recommendation, *, by: User, at: datetime) -> Recommendation:
    """Correct what was asked, by whom and by when; what was answered stays. Raises as when it is raised."""
    held = _held(recommendation)
    _check_raises(by, held.unit_id)
    _check_raises(by, recommendation.unit_id)
    _check_days(recommendation, timezone.localdate(at), held.closed_on)
    for name in RAISED:
        setattr(held, name, getattr(recommendation, name))
    save_rows([held], RAISED, by=by, at=at)
    return held


@transaction.atomic
def answer_recommendation(recommendation: Recommendation, answer: Answer, *, by: User, at: datetime) -> Recommendation:
    """Say what became of it. Raises NotYoursToAnswer, RecommendationIsClosed or AnswerIsWrong."""
    held = _held(recommendation)
    if not Recommendation.objects.editable_by(by).filter(pk=held.pk).exists():
        raise NotYoursToAnswer("Bạn không ghi kết quả thay đơn vị này.")
    if held.is_closed:
        raise RecommendationIsClosed("Kiến nghị đã kết thúc.")
    if problems := wrongs_of(held, answer, timezone.localdate(at)):
        raise AnswerIsWrong(problems)
    for name in ANSWERED:
        setattr(held, name, getattr(answer, name))
    save_rows([held], ANSWERED, by=by, at=at)
    return held


@transaction.atomic
def accept_recommendation(recommendation: Recommendation, *, by: User, at: datetime) -> Recommendation:
    """Say that the answer is accepted: nothing more is asked. Raises NotYoursToRaise, or NothingToAccept."""
    held = _held(recommendation)
    _check_raises(by, held.unit_id)
    if not held.is_closed:
        raise NothingToAccept("Đơn vị chưa báo cáo đã thực hiện hoặc không tiếp thu kiến nghị.")
    if held.is_awaiting:
        held.accepted_on = timezone.localdate(at)
        save_rows([held], ("accepted_on",), by=by, at=at)
    return held


@transaction.atomic
def reopen_recommendation(recommendation: Recommendation, *, reason: str, by: User, at: datetime) -> Recommendation:
    """Open again what the level above does not hold for done; the reason stays in the history.

    Raises NotYoursToRaise, or AnswerIsWrong without a reason or with too long a one.
    """
    held = _held(recommendation)
    _check_raises(by, held.unit_id)
    if not 0 < len(reason) <= REASON_LENGTH:
        raise AnswerIsWrong({"reason": f"Cần ghi lý do mở lại kiến nghị, không quá {REASON_LENGTH} ký tự."})
    if not held.is_closed:
        return held
    held.state, held.closed_on, held.accepted_on = State.UNDER_WAY, None, None
    save_rows([held], (*ANSWERED, "accepted_on"), by=by, at=at, reason=reason)
    return held


def _held(recommendation: Recommendation) -> Recommendation:
    return Recommendation.objects.select_for_update().get(pk=recommendation.pk)


def _check_raises(by: User, unit: int) -> None:
    if not units_asked_by(by).filter(pk=unit).exists():
        raise NotYoursToRaise("Chỉ cấp trên của đơn vị ghi, sửa và mở lại kiến nghị đối với đơn vị.")


def _check_days(recommendation: Recommendation, today: date, closed_on: date | None = None) -> None:
    days = {name: getattr(recommendation, name) for name in ("raised_on", "due_on")}
    problems = {name: out_of_time(day) for name, day in days.items() if not can_be_meant(day)}
    if recommendation.raised_on > today:
        problems["raised_on"] = f"Ngày kiến nghị phải không sau ngày {today:%d/%m/%Y}."
    elif closed_on and recommendation.raised_on > closed_on:
        problems["raised_on"] = f"Ngày kiến nghị phải không sau ngày kiến nghị đã kết thúc {closed_on:%d/%m/%Y}."
    if recommendation.due_on and recommendation.due_on < recommendation.raised_on:
        problems["due_on"] = "Hạn thực hiện không được trước ngày kiến nghị."
    if problems:
        raise AnswerIsWrong(problems)


def wrongs_of(recommendation: Recommendation, answer: Answer, today: date) -> dict[str, str]:
    """What is wrong with an answer, by field."""
    problems = _wrongs_of_closing(recommendation, answer, today)
    if answer.seen not in (None, mark_of(recommendation)):
        problems["state"] = (
            f"Vừa có người khác ghi: {_answered(recommendation)}. Bấm Lưu lần nữa thì ghi đè bằng nội dung của bạn."
        )
    if answer.state not in State.values:
        problems["state"] = "Hãy chọn tình trạng."
    return problems


def _answered(recommendation: Recommendation) -> str:
    """What another made of the answer meanwhile, in words."""
    day = f", ngày {short_date(recommendation.closed_on)}" if recommendation.closed_on else ""
    parts = (f"{State(recommendation.state).label}{day}", recommendation.answer.rstrip(" .;"), recommendation.evidence)
    return "; ".join(part for part in parts if part)


def _wrongs_of_closing(recommendation: Recommendation, answer: Answer, today: date) -> dict[str, str]:
    """What closes a recommendation has its day, its words and, where it was done, its evidence."""
    problems = {}
    if answer.state in CLOSED and answer.closed_on is None:
        problems["closed_on"] = "Kiến nghị đã thực hiện hoặc không tiếp thu phải có ngày."
    if answer.state not in CLOSED and answer.closed_on is not None:
        problems["closed_on"] = "Chỉ ghi ngày khi kiến nghị đã thực hiện hoặc không tiếp thu."
    if answer.closed_on and not recommendation.raised_on <= answer.closed_on <= today:
        problems["closed_on"] = (
            f"Ngày phải từ ngày kiến nghị {recommendation.raised_on:%d/%m/%Y} đến ngày {today:%d/%m/%Y}."
        )
    if answer.state in CLOSED and not answer.answer:
        problems["answer"] = "Cần ghi kết quả thực hiện, hoặc lý do không tiếp thu."
    if answer.state == DONE and not answer.evidence:
        problems["evidence"] = "Cần ghi số, ký hiệu văn bản chứng minh đã thực hiện."
    return problems
