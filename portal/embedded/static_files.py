"""Collect static files when they have changed since the last time."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Whether there was something to collect."""
    record = Path(settings.DATA_DIR) / "static-fingerprint"
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    found = fingerprint()
    if manifest.exists() and record.exists() and record.read_text() == found:
        return False
    record.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    record.write_text(found)
    return True


def fingerprint() -> str:
    """Of names, sizes and times of all files the finders know, and of how they are stored."""
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    seen = [str(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            entry = Path(storage.path(path)).stat()
            seen.append(f"{getattr(storage, 'prefix', '')}/{path} {entry.st_size} {entry.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest()
