"""The form with which a person changes their own password."""

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm

from planning.forms.plans import dress


class DressedPasswordForm(PasswordChangeForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)
