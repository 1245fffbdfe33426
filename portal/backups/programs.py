"""PostgreSQL's own programs: those of the machine, else those that came with the embedded server."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from portal.embedded import account
from portal.embedded.paths import Unusable

# How Django's options of a connection are called in the environment of PostgreSQL's programs.
VARIABLES: Final = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
# Notices of what a restore drops would bury an error.
QUIET: Final = "-c client_min_messages=warning"


def find(name: str) -> str:
    """The program in a release that can read and write this database: its own major version or a newer one.

    The machine's own is asked first, because the embedded one speaks no TLS.
    """
    wanted = connection.pg_version // 10_000
    found = []
    for path in filter(None, (shutil.which(name), _embedded(name))):
        major = _major(path)
        if major >= wanted:
            return str(path)
        found.append(f"{path} ({major})")
    raise Unusable(f"{name} of PostgreSQL {wanted} or newer is needed; found: {', '.join(found) or 'none'}.")


def surroundings() -> dict[str, str]:
    """The environment in which these programs reach the database; a password never stands in their command line."""
    parameters = connection.get_connection_params()
    given = {variable: str(parameters[name]) for name, variable in VARIABLES.items() if parameters.get(name)}
    return os.environ | {"PGOPTIONS": QUIET} | given | {"PGDATABASE": str(settings.DATABASES["default"]["NAME"])}


def run(command: list[str], **given: object) -> None:
    """Run one to its end; a failure is one sentence with the first line it said."""
    done = subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False, **given)
    if done.returncode != 0:
        raise Unusable(f"{Path(command[0]).name} failed: {first_line(done.stderr)}")


def first_line(said: str) -> str:
    return (said.strip().splitlines() or ["no message"])[0]


def _embedded(name: str) -> Path | None:
    try:
        path = account.site_folder() / account.BINARIES / name
    except Unusable:  # an installation with servers of its own may do without the package
        return None
    return path if path.exists() else None


def _major(path: str | Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0
