"""A small sample province beside real units; where it is made once for many tests, they are in the package `made`."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from planning.plans.programmes import Programme
from planning.sample.actions import make_sample
from planning.sample.parts import Size

SIZE = Size(communes=11, years=5, seed=1)


@contextmanager
def laid_ground(blocker):
    """The facts of the programme and the units they name, in a transaction that is taken back."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with quick, blocker.unblock(), transaction.atomic():
        call_command("load_units", provinces=["51", "38", "14"], stdout=StringIO())
        call_command("load_facts", stdout=StringIO())
        yield Programme.objects.get(code="GNBV-2021-2025")
        transaction.set_rollback(True)


@contextmanager
def made_sample(programme, blocker, size=SIZE):
    """The sample province of eleven communes, in a transaction that is taken back."""
    with blocker.unblock(), transaction.atomic():
        yield make_sample(programme, size)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def ground_once(django_db_setup, django_db_blocker):
    """The ground, around the tests of a module."""
    with laid_ground(django_db_blocker) as programme:
        yield programme


@pytest.fixture
def ground(ground_once, db):
    """The programme; each test takes back only its own changes."""
    return ground_once
