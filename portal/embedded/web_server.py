"""The web server's command line, the same for whoever starts it."""

from typing import Final

from django.conf import settings

from portal.embedded.address import Address
from portal.embedded.supervisor import python

STEADY: Final = {"PYTHONUNBUFFERED": "1"}


def web_command(address: Address) -> list[str]:
    return python(
        "gunicorn",
        "portal.wsgi",
        f"--bind={address.authority}",
        "--config=python:portal.embedded.gunicorn_settings",
        "--graceful-timeout=4",  # all of it ends within ten seconds
    )


def host_name(address: Address) -> str:
    """A host name the application accepts: requests under other names are refused."""
    named = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return named[0] if named else address.nearest.authority
