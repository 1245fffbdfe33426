"""Choosing a file of completions."""

from training.forms.csv_files import CsvFileForm


class CompletionImportForm(CsvFileForm):
    most_bytes = 2_000_000
    too_large = "A file of completions has at most 2 MB; import it in parts."
