"""How single fields are kept secret at rest: encrypted with PORTAL_FIELD_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet


def field_cipher(keys: str) -> MultiFernet:
    """The cipher for single fields; of several keys (separated by commas) the first encrypts, all decrypt."""
    return MultiFernet([_fernet(key.strip()) for key in keys.split(",") if key.strip()])


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))
