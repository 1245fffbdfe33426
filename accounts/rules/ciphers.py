"""How secrets at rest are kept: second factors encrypted, API tokens as keyed digests."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet


def field_cipher(keys: str) -> MultiFernet:
    """The cipher for single fields; of several keys (separated by commas) the first encrypts, all decrypt."""
    return MultiFernet([_fernet(key.strip()) for key in keys.split(",") if key.strip()])


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))


def keyed_digest(key: str) -> hmac.HMAC:
    """A SHA-512 digest that needs the installation's secret: a copied table alone proves no guess."""
    return hmac.new(key.encode(), digestmod=hashlib.sha512)
