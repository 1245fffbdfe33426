"""Public references: short, random, readable aloud; they name a row in URLs, the API and messages."""

import random
import secrets

# Crockford's alphabet without look-alikes (no I, L, O, U).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
BITS = 5  # a letter stands for so many
LAST = len(ALPHABET) - 1


def new_reference(prefix: str, source: random.Random | None = None) -> str:
    """A new reference such as `MP-7K3Q9XTB`: 40 random bits; a unique constraint catches the rest.

    `source` makes references repeatable for generated data; without it they cannot be guessed.
    """
    if source is not None:
        return f"{prefix}-" + "".join(source.choice(ALPHABET) for _ in range(LENGTH))
    # One draw instead of eight: bulk imports make tens of thousands of references.
    bits = secrets.randbits(BITS * LENGTH)
    return f"{prefix}-" + "".join([ALPHABET[bits >> shift & LAST] for shift in range(0, BITS * LENGTH, BITS)])
