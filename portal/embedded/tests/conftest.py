"""Data folders of their own, emptied afterwards: as root a part of them lies outside."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.embedded import paths


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield from _data_folder(tmp_path)


@pytest.fixture(scope="module")
def shared_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for all tests of a module: making a database takes half a second each time."""
    yield from _data_folder(tmp_path_factory.mktemp("shared"))


def _data_folder(parent: Path) -> Iterator[Path]:
    folder = parent / "data"
    yield folder
    if (folder / "postgres-folder").exists():
        shutil.rmtree(paths.postgres_home(folder), ignore_errors=True)
    sockets = Path(f"/tmp/portal-{os.geteuid()}-{paths._digest(folder)}")
    shutil.rmtree(sockets, ignore_errors=True)
