"""Inter, cut down to what our pages use, served as one small file.

The package carries the whole typeface as an 880 KB TTF. We need Latin letters, some signs, and the
weights 400 to 600 at one optical size: 30 KB as WOFF2, made once and kept in the data folder.
"""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontpkg_inter import ROOT
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SOURCE = ROOT / "files" / "Inter[opsz,wght].ttf"
NAME = "inter-latin-400-600.woff2"
PREFIX = "fonts"
SIGNS = "–—‘’“”•…′″←↑→↓−€≤≥✓⌘↵⇧"
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, SIGNS)]
# tnum: figures of equal width, for columns of numbers.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "case", "tnum"]


def build(target: Path) -> Path:
    """Write the cut-down font to `target` (two seconds); another process may do the same at the same time."""
    options = subset.Options(layout_features=FEATURES, hinting=False)
    with TTFont(SOURCE, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=CHARACTERS)
        cutter.subset(font)
        instancer.instantiateVariableFont(font, {"opsz": 14, "wght": (400, 600)}, inplace=True)
        font.flavor = "woff2"
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(f".{os.getpid()}")
        font.save(half)
    half.rename(target)
    return target


class FontFinder(BaseFinder):
    """Finds `fonts/inter-latin-400-600.woff2`, building it when it is asked for the first time."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.folder = Path(settings.DATA_DIR) / PREFIX
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = PREFIX
        super().__init__(*args, **kwargs)

    def _built(self) -> Path:
        path = self.folder / NAME
        return path if path.exists() else build(path)

    def find(self, path, find_all=False):
        if path != f"{PREFIX}/{NAME}":
            return []
        found = str(self._built())
        return [found] if find_all else found

    def list(self, ignore_patterns):
        self._built()
        yield NAME, self.storage

    def check(self, **kwargs):
        return []
