"""Default catalogs: readable files in the apps, loaded by one command; running it again changes nothing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import yaml

# The same safe loader in C, thirty times as fast, where the package brings it.
SAFE: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_loaders: dict[str, Callable[..., int]] = {}


def register(name: str, load: Callable[..., int]) -> None:
    """Make a catalog known. `load(now=...)` writes its rows and returns how many it added or corrected."""
    _loaders[name] = load


def load_all(*, now: datetime) -> dict[str, int]:
    """Load every catalog in the order of registration; returns changed rows per catalog."""
    return {name: load(now=now) for name, load in _loaders.items()}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a catalog file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE)["rows"]  # noqa: S506 it is the safe one
