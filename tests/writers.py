"""Several writers at once: only PostgreSQL lets them meet."""

import pytest
from django.db import connection

ONE_AT_A_TIME = connection.vendor != "postgresql"
needs_several_writers = pytest.mark.skipif(ONE_AT_A_TIME, reason="SQLite lets one writer in at a time")
# In seconds: how long one writer waits for another before the test fails.
PATIENCE = 30
