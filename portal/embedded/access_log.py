"""The web server's access log: who asked for what, without secrets that travel in addresses."""

import re
from typing import Final

from gunicorn.glogging import Logger

# No query string, no referrer, no browser.
FORMAT: Final = '%(h)s "%(m)s %(U)s" %(s)s %(B)s bytes %(M)s ms'
# Keys of invitations and password resets are long; our own references are short.
SECRET: Final = re.compile(r"[^/]{25,}")


class AccessLog(Logger):
    def atoms(self, resp, req, environ, request_time) -> dict:
        found = super().atoms(resp, req, environ, request_time)
        if not str(found["U"]).startswith("/static/"):
            found["U"] = without_secrets(str(found["U"]))
        return found


def without_secrets(path: str) -> str:
    """The path with every segment that may be a key replaced."""
    return SECRET.sub("(key)", path)
