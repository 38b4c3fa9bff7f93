"""Several writers at once: only PostgreSQL lets them meet."""

import pytest
from django.db import connection

needs_several_writers = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"
)
# In seconds: how long one writer waits for another before the test fails.
PATIENCE = 30
