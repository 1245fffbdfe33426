"""Choosing a file of open issues."""

from training.forms.csv_files import CsvFileForm


class IssueImportForm(CsvFileForm):
    most_bytes = 4_000_000
    too_large = "A file of issues has at most 4 MB; import it in parts."
