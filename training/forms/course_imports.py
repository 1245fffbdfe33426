"""Choosing a file of courses."""

from training.actions.course_imports import MOST_BYTES
from training.forms.csv_files import CsvFileForm


class CourseImportForm(CsvFileForm):
    most_bytes = MOST_BYTES
    too_large = "A file of courses has at most 500 kB."
