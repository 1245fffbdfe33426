"""Where the embedded servers keep their things. Settings import this, so it knows no Django.

As an ordinary user everything lies below the data folder. As root PostgreSQL must run under another
account, which may not be able to enter the data folder (a root home, say), so its files lie in
`/var/lib/portal-<id>`, and the data folder remembers that path.
"""

import hashlib
import os
import re
import secrets
import stat
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

PROJECT: Final = Path(__file__).resolve().parent.parent.parent
SOCKET_PATH_BYTES: Final = 107  # what the kernel has room for, less the closing zero
POSTGRES_SOCKET: Final = ".s.PGSQL.5432"
ROOT_CLUSTERS: Final = "/var/lib/portal-"
CACHE_DATABASE: Final = 1  # the broker has 0, so emptying the cache leaves its queues alone

# Socket folders end up in a PostgreSQL list setting and in URLs: nothing there may need quoting.
PLAIN_PATH: Final = re.compile(r"[A-Za-z0-9._/-]+")


class Unusable(Exception):
    """The data folder, or something in it, can't be used; the text says what to do."""


def data_dir() -> Path:
    """The absolute folder everything of this installation lies in: PORTAL_DATA, else `var/`."""
    chosen = os.environ.get("PORTAL_DATA", "")
    return (Path(chosen).expanduser() if chosen else PROJECT / "var").resolve()


def ensure_data(data: Path) -> Path:
    """Make the data folder, readable by nobody else; an existing one keeps its mode."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"The data folder {data} can't be made: {error.strerror}.") from error
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise Unusable(f"The data folder {data} is not writable for this account.")
    return data


def private_folder(folder: Path) -> Path:
    """Make a folder for this account alone; refuse one that somebody else owns or may enter."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise Unusable(f"The folder {folder} can't be made: {error.strerror}.") from error
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    if not ours or stat.S_IMODE(found.st_mode) & 0o077:
        raise Unusable(f"The folder {folder} must belong to this account alone (owner and mode 0700).")
    return folder


def run_dir(data: Path) -> Path:
    """The private folder for sockets: in the data folder, or a short one in /tmp if that path is too long."""
    inside = data / "run"
    longest = len(os.fsencode(inside / POSTGRES_SOCKET))
    if longest <= SOCKET_PATH_BYTES and PLAIN_PATH.fullmatch(str(inside)):
        ensure_data(data)
        return private_folder(inside)
    return private_folder(Path(f"/tmp/portal-{os.geteuid()}-{_digest(data)}"))


def postgres_home(data: Path) -> Path:
    """The folder that holds the database cluster, its log and, as root, its socket."""
    below, elsewhere = ensure_data(data) / "postgres", data / "postgres-folder"
    if os.geteuid() != 0:
        if elsewhere.exists():
            raise Unusable(f"The data folder {data} was made by root; use another one (PORTAL_DATA) or run as root.")
        return below
    if below.exists():
        raise Unusable(f"The database in {below} belongs to an ordinary account; run as that account.")
    home = _once(elsewhere, ROOT_CLUSTERS + secrets.token_hex(6))
    if not re.fullmatch(re.escape(ROOT_CLUSTERS) + "[0-9a-f]{12}", home):
        raise Unusable(f"The file {elsewhere} doesn't name a folder of ours.")
    return Path(home)


def postgres_socket_dir(data: Path) -> Path:
    """The folder PostgreSQL listens in; as root it belongs to PostgreSQL's own account."""
    return postgres_home(data) / "sockets" if os.geteuid() == 0 else run_dir(data)


def redis_socket(data: Path) -> Path:
    return run_dir(data) / "redis.sock"


def database_settings(data: Path) -> dict[str, str]:
    """Django's settings for the embedded database; the socket folder's mode is what keeps others out."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "portal",
        "PASSWORD": "",
        "HOST": str(postgres_socket_dir(data)),
        "PORT": "",
    }


def redis_url(data: Path, database: int = CACHE_DATABASE) -> str:
    """The embedded Redis as redis-py writes it: `unix:///path?db=1`."""
    return f"unix://{redis_socket(data)}?db={database}"


def broker_url(url: str) -> str:
    """The same Redis in Celery's spelling.

    The embedded one serves cache and broker from two databases. A Redis named by REDIS_URL may offer
    a single one only, so there both share it; their keys don't meet.
    """
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme == "unix":
        database = int(query.pop("db", "0"))
        query["virtual_host"] = "0" if database == CACHE_DATABASE else str(database)
        login = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
        return f"redis+socket://{login}{parts.path}?{urlencode(query)}"
    if parts.scheme == "rediss" and "ssl_cert_reqs" not in query:
        # Celery asks for this to be said, where redis-py has it by default.
        return parts._replace(query=urlencode(query | {"ssl_cert_reqs": "required"})).geturl()
    return url


def local_secret(name: str) -> str:
    """A random secret kept in the data folder, made on first use; for trying out, not for production."""
    return _once(ensure_data(data_dir()) / name, secrets.token_urlsafe(48))


def _once(file: Path, text: str) -> str:
    """Write the text unless the file is there already; of two processes at once one wins, both read the same."""
    draft = file.with_name(f".{file.name}-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        if not file.exists():
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Unusable(f"The file {file} can't be read or made: {error.strerror}.") from error


def _digest(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
