"""Roles and what each may do: the one table."""

from django.db import models


class Role(models.TextChoices):
    EDITOR = "editor", "Biên tập"
    VIEWER = "viewer", "Xem"


class Action(models.TextChoices):
    VIEW = "view", "xem"
    EDIT = "edit", "sửa"
    IMPORT = "import", "nhập từ bảng tính"
    DRAFT = "draft", "lập kế hoạch"


MAY: dict[Role, frozenset[Action]] = {
    Role.EDITOR: frozenset({Action.VIEW, Action.EDIT, Action.IMPORT, Action.DRAFT}),
    Role.VIEWER: frozenset({Action.VIEW}),
}


def roles_that_may(action: Action) -> list[Role]:
    """The roles that hold `action`."""
    return [role for role, actions in MAY.items() if action in actions]
