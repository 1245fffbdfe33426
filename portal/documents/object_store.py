"""The object store (S3 and what speaks like it). Its objects are private: only this process reads and writes them."""

from typing import Any, Final

from botocore.config import Config
from storages.backends.s3 import S3Storage

# A request waits for the store some seconds, and is refused then; the sweep tries again.
PATIENCE: Final = {"connect_timeout": 3, "read_timeout": 20, "retries": {"max_attempts": 2, "mode": "standard"}}


class PrivateStore(S3Storage):
    """Nobody is sent to the store: whoever may have a file gets it from the view that looked at the row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default_acl=None, file_overwrite=True, client_config=Config(**PATIENCE), **options)

    def url(self, *args: Any, **kwargs: Any) -> str:
        raise NotImplementedError("Objects have no address: files are served by views, after the wall.")
