"""Merkle trees as RFC 6962 has them (section 2.1): SHA-256, leaves and nodes told apart by their first byte.

Pure. Written here because the kept library for it is under the GPL and asks for an audit before use; the rules are
these few lines, and the test holds them to the tree of the RFC.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

SIZE: Final = 32
LEAF: Final = b"\x00"
NODE: Final = b"\x01"


def leaf(data: bytes) -> bytes:
    """The digest of a leaf. It never equals one of a node, so no node can be passed off as a leaf."""
    return sha256(LEAF + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """The tree from its leaves up to its root; what has no neighbor moves up as it is. At least one leaf."""
    if not leaves:
        raise ValueError("A tree has at least one leaf.")
    found = [list(leaves)]
    while len(found[-1]) > 1:
        below = found[-1]
        paired = [node(below[place], below[place + 1]) for place in range(0, len(below) - 1, 2)]
        found.append(paired + below[len(paired) * 2 :])
    return found


def root(leaves: Sequence[bytes]) -> bytes:
    return levels(leaves)[-1][0]


def proof(tree: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """The neighbors from a leaf up to the root, of a tree made by `levels`."""
    path = []
    for level in tree[:-1]:
        neighbor = index ^ 1
        if neighbor < len(level):
            path.append(level[neighbor])
        index //= 2
    return path


def root_by(digest: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to from the leaf at `index` of `size`; None when the proof has another length."""
    rest = iter(path)
    last = size - 1
    if not 0 <= index <= last:
        return None
    while last:
        if index % 2 or index < last:
            neighbor = next(rest, None)
            if neighbor is None:
                return None
            digest = node(neighbor, digest) if index % 2 else node(digest, neighbor)
        index //= 2
        last //= 2
    return digest if next(rest, None) is None else None
