"""A province whose dashboard is looked at, and who looks."""

import pytest

from planning.people.roles import Role
from tests.conftest import make_person
from tests.pictures.province import make_province


@pytest.fixture
def province(programme, fund, indicator):
    """A province with three communes."""
    return make_province(3, programme, fund, indicator)


@pytest.fixture
def quan(province):
    """Quân reads for the province 90."""
    return make_person("quan", "Quân", Role.VIEWER, province)


@pytest.fixture
def signed_in(client, quan):
    client.force_login(quan)
    return client
