"""How large a file, a row and a field may be. Far above real files, far below what hurts the server."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes unless the name says otherwise."""

    upload_bytes: int = 25 * MEGABYTE
    # All parts of an archive together once unpacked; the official list unpacks to about 2 MB.
    unpacked_bytes: int = 64 * MEGABYTE
    # Deflate reaches 1000:1 on nothing but repetition; real workbooks stay under 50:1. Small parts may be denser.
    compression_ratio: int = 150
    ratio_matters_above: int = MEGABYTE
    archive_entries: int = 2_000
    rows: int = 50_000
    sheet_rows: int = 60_000
    # All sheets together, each as a full rectangle: the parser allocates the rectangle, not the filled cells.
    workbook_cells: int = 1_000_000
    workbook_elements: int = 2_500_000
    # Characters of all cells together once shared strings stand in every cell that names them.
    workbook_characters: int = 64 * MEGABYTE
    cell_characters: int = 32_767  # what a spreadsheet itself allows


LIMITS = Limits()
