"""The sample province made once for all tests of this package."""

import pytest

from tests.sample.conftest import laid_ground, made_sample


@pytest.fixture(scope="package")
def made_once(django_db_setup, django_db_blocker):
    """The sample, around the tests of the package."""
    with laid_ground(django_db_blocker) as programme, made_sample(programme, django_db_blocker) as made:
        yield made


@pytest.fixture
def made(made_once, db):
    """The sample, with each test's changes taken back."""
    return made_once
