"""Importing files: read into a preview, look, apply in one transaction."""

from participants.actions.imports.applying import apply_import
from participants.actions.imports.at_once import import_at_once, preview_at_once
from participants.actions.imports.reading import read_import
from participants.actions.imports.runs import confirm_import, discard_import, expire_previews, start_import

__all__ = [
    "apply_import",
    "confirm_import",
    "discard_import",
    "expire_previews",
    "import_at_once",
    "preview_at_once",
    "read_import",
    "start_import",
]
