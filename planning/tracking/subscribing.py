"""The secret address under which a calendar fetches a person's days: it opens nothing else and is kept as a digest."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import models

from planning.people.users import User


class CalendarKey(models.Model):
    """What of a secret is kept: whoever reads the table cannot fetch a calendar with it."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_key", verbose_name="người dùng")
    digest = models.CharField("dấu của khóa", max_length=64, unique=True)
    made_at = models.DateTimeField("tạo lúc")

    class Meta:
        verbose_name = "khóa lịch"
        verbose_name_plural = "khóa lịch"

    def __str__(self) -> str:
        return f"{self.user}: {self.made_at:%d/%m/%Y %H:%M}"


def make_key(user: User, *, at: datetime) -> str:
    """A new secret for the person's calendar, shown this once; the one before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    CalendarKey.objects.update_or_create(user=user, defaults={"digest": _digest(secret), "made_at": at})
    return secret


def take_key_back(user: User) -> None:
    """Let no address open the person's calendar."""
    CalendarKey.objects.filter(user=user).delete()


def user_of_key(secret: str) -> User | None:
    """Whose calendar a secret opens; None of one that is unknown, or whose owner may not sign in any more."""
    return User.objects.filter(calendar_key__digest=_digest(secret), is_active=True).first()


def _digest(secret: str) -> str:
    """A secret of 256 random bits needs no salt and no slowness: nobody guesses it."""
    return sha256(secret.encode()).hexdigest()
