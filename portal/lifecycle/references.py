"""Public references: short, random, readable aloud; they name a row in URLs, the API and messages."""

import random
import secrets

# Crockford's alphabet without look-alikes (no I, L, O, U).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_reference(prefix: str, source: random.Random | None = None) -> str:
    """A new reference such as `MP-7K3Q9XTB`: 40 random bits; a unique constraint catches the rest.

    `source` makes references repeatable for generated data; without it they cannot be guessed.
    """
    choose = source.choice if source else secrets.choice
    return f"{prefix}-" + "".join(choose(ALPHABET) for _ in range(LENGTH))
