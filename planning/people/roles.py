"""Roles and what each may do: the one table."""

from django.db import models


class Role(models.TextChoices):
    EDITOR = "editor", "Biên tập"
    SIGNER = "signer", "Ký ban hành"
    VIEWER = "viewer", "Xem"


class Action(models.TextChoices):
    VIEW = "view", "xem"
    EDIT = "edit", "sửa"
    IMPORT = "import", "nhập từ bảng tính"
    DRAFT = "draft", "lập kế hoạch"
    ISSUE = "issue", "ban hành"
    ADJUST = "adjust", "điều chỉnh"


MAY: dict[Role, frozenset[Action]] = {
    Role.EDITOR: frozenset({Action.VIEW, Action.EDIT, Action.IMPORT, Action.DRAFT, Action.ADJUST}),
    Role.SIGNER: frozenset({Action.VIEW, Action.ISSUE}),
    Role.VIEWER: frozenset({Action.VIEW}),
}


def roles_that_may(action: Action) -> list[Role]:
    """The roles that hold `action`."""
    return [role for role, actions in MAY.items() if action in actions]
