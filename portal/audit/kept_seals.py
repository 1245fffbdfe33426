"""Digests of seals as somebody keeps them outside the portal: the CSV of the page of seals."""

import csv
from collections.abc import Iterable

NUMBER, DIGEST = "Seal", "Digest"


def read(lines: Iterable[str]) -> dict[int, str]:
    """Digests by number; raises `ValueError` for a file that is no such list."""
    rows = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
    if not {NUMBER, DIGEST} <= set(rows.fieldnames or ()):
        raise ValueError(f"The file has no columns “{NUMBER}” and “{DIGEST}”.")
    return {int(row[NUMBER]): row[DIGEST] for row in rows}
