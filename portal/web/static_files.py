"""Which static files of other packages our pages never ask for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out 25 MB and most of the time of `collectstatic`."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "rest_framework",  # its browsable pages are switched off
        "xregexp.js",  # the admin loads the minified one
    ]
