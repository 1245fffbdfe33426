"""Merkle trees: the tree of RFC 6962, every proof of every size, and no node taken for a leaf."""

from hashlib import sha256

import pytest

from portal.audit import merkle

# The leaves and roots by which implementations of RFC 6962 are compared.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", ROOTS)
def test_the_trees_of_the_rfc(size: int) -> None:
    assert merkle.root([merkle.leaf(bytes.fromhex(one)) for one in INPUTS[:size]]).hex() == ROOTS[size]


def test_each_leaf_of_each_size_has_a_proof_and_no_other_leads_to_the_root() -> None:
    for size in range(1, 34):
        leaves = [merkle.leaf(str(place).encode()) for place in range(size)]
        tree = merkle.levels(leaves)
        top = tree[-1][0]
        for place, leaf in enumerate(leaves):
            path = merkle.proof(tree, place)
            assert merkle.root_by(leaf, place, size, path) == top
            assert merkle.root_by(leaf, place, size, [*path, leaf]) is None
            assert merkle.root_by(leaf, size, size, path) is None
            assert merkle.root_by(leaf, (place + 1) % size, size, path) != top or size == 1
            assert not path or merkle.root_by(leaf, place, size, path[:-1]) is None


def test_a_node_is_no_leaf() -> None:
    left, right = merkle.leaf(b"a"), merkle.leaf(b"b")
    assert merkle.leaf(left + right) != merkle.node(left, right) != sha256(left + right).digest()
    with pytest.raises(ValueError, match="at least one leaf"):
        merkle.root([])
