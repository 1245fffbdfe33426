#!/usr/bin/env python
"""Django's command line, with the embedded servers around every command that needs them."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from portal.embedded.around import servers_for
from portal.embedded.paths import Unusable


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        with servers_for(sys.argv):
            _require_settings()
            execute_from_command_line(sys.argv)
    except Unusable as error:
        sys.exit(f"manage.py: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _require_settings() -> None:
    """A wrong environment variable is one sentence for whoever set it, not a traceback."""
    try:
        settings.INSTALLED_APPS  # noqa: B018
    except ImproperlyConfigured as error:
        raise Unusable(str(error)) from error


if __name__ == "__main__":
    main()
