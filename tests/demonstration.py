"""The demonstration as the tests load it: without the sample province, unless they are about that."""

from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@contextmanager
def loaded(blocker, communes=0):
    """Load the demonstration, in a transaction that is then taken back."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with quick, blocker.unblock(), transaction.atomic():
        call_command("load_demo", communes=communes, stdout=StringIO())
        yield
        transaction.set_rollback(True)
