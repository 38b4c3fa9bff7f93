"""Status × role × action: what may be done with a plan, in one table."""

from django.db import models

from planning.people.roles import MAY, Action, Role


class Status(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"
    SUPERSEDED = "superseded", "Đã được điều chỉnh"


OPEN: dict[Status, frozenset[Action]] = {
    Status.DRAFT: frozenset({Action.VIEW, Action.EDIT, Action.IMPORT, Action.ISSUE}),
    Status.ISSUED: frozenset({Action.VIEW, Action.ADJUST}),
    Status.SUPERSEDED: frozenset({Action.VIEW}),
}


def may(role: Role, action: Action, status: Status) -> bool:
    """Whether a holder of `role` may do `action` with a plan in `status`."""
    return action in MAY[role] and action in OPEN[status]


def statuses_open_to(action: Action) -> list[Status]:
    """The statuses in which `action` is possible at all."""
    return [status for status, actions in OPEN.items() if action in actions]
