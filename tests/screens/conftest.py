"""What the tests of the screens share."""

import pytest

from planning.people.roles import Role
from tests.conftest import make_person


@pytest.fixture
def section(plan):
    return plan.sections.get(position=2)


@pytest.fixture
def mai(places):
    """Mai edits for Ba Dinh too."""
    return make_person("mai", "Mai", Role.EDITOR, places.ba_dinh)
