"""The web server's command line, the same for whoever starts it."""

import os
from typing import Final

from django.conf import settings

from portal.embedded import access_log
from portal.embedded.address import Address
from portal.embedded.supervisor import python

STEADY: Final = {"PYTHONUNBUFFERED": "1"}


def web_command(address: Address) -> list[str]:
    return python(
        "gunicorn",
        "portal.wsgi",
        f"--bind={address.authority}",
        f"--workers={os.environ.get('WEB_CONCURRENCY', '2')}",
        "--threads=4",
        "--preload",  # the application is read once, then forked
        "--graceful-timeout=4",
        "--no-control-socket",
        "--access-logfile=-",
        f"--access-logformat={access_log.FORMAT}",
        "--logger-class=portal.embedded.access_log.AccessLog",
    )


def host_name(address: Address) -> str:
    """A host name the application accepts: requests under other names are refused."""
    named = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return named[0] if named else address.nearest.authority
