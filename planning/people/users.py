"""People and the posts they hold in units."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from planning.people.roles import Role
from planning.places.units import Unit


class User(AbstractUser):
    """A person who signs in; what they may reach follows from their posts."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=150, blank=True)

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Post(models.Model):
    """One person's role in one unit."""

    user = models.ForeignKey(User, models.CASCADE, related_name="posts", verbose_name="người dùng")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = "nhiệm vụ tại đơn vị"
        verbose_name_plural = "nhiệm vụ tại đơn vị"
        constraints = [
            models.UniqueConstraint(
                "user",
                "unit",
                name="a_person_has_one_role_in_a_unit",
                violation_error_message="Người dùng đã có vai trò tại đơn vị này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
