"""A small sample province, made once for the tests of a module; real units stand beside it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from planning.plans.programmes import Programme
from planning.sample.actions import make_sample
from planning.sample.parts import Size

SIZE = Size(communes=11, years=5, seed=1)


@pytest.fixture(scope="module")
def ground_once(django_db_setup, django_db_blocker):
    """The facts of the programme and the units they name, in a transaction around this module's tests."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with quick, django_db_blocker.unblock(), transaction.atomic():
        call_command("load_units", provinces=["51", "38", "14"], stdout=StringIO())
        call_command("load_facts", stdout=StringIO())
        yield Programme.objects.get(code="GNBV-2021-2025")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_once(ground_once, django_db_blocker):
    """The sample province of eleven communes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_sample(ground_once, SIZE)
        transaction.set_rollback(True)


@pytest.fixture
def ground(ground_once, db):
    """The programme; each test takes back only its own changes."""
    return ground_once


@pytest.fixture
def made(made_once, db):
    """The sample, with each test's changes taken back."""
    return made_once
