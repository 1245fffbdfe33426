"""A data folder of its own for each test, gone afterwards with all that lies elsewhere."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.embedded import paths


@pytest.fixture
def data() -> Iterator[Path]:
    """A short path: the sockets of the servers lie below it."""
    with tempfile.TemporaryDirectory(prefix="portal-faults-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
        # As root PostgreSQL keeps its files where its own account can reach them.
        if (Path(folder) / "postgres-folder").exists():
            shutil.rmtree(paths.postgres_home(Path(folder)), ignore_errors=True)
