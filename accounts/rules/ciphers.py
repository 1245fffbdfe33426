"""How API tokens are kept: as keyed digests."""

import hashlib
import hmac


def keyed_digest(key: str) -> hmac.HMAC:
    """A SHA-512 digest that needs the installation's secret: a copied table alone proves no guess."""
    return hmac.new(key.encode(), digestmod=hashlib.sha512)
