"""What a bank account's numbers look like."""

from typing import Final

ROUTING_LENGTH: Final = 9
ROUTING_WEIGHTS: Final = (3, 7, 1)
ACCOUNT_LENGTH: Final = range(5, 18)
SHOWN: Final = 4


class BadNumber(ValueError):
    """A number that cannot be right; the message says why and never repeats it."""


def digits(raw: str) -> str:
    """Without the spaces and hyphens people put between digits."""
    return raw.replace(" ", "").replace("-", "")


def routing(raw: str) -> str:
    """A routing number: nine digits, the last of which checks the others."""
    number = digits(raw)
    if len(number) != ROUTING_LENGTH or not (number.isascii() and number.isdigit()):
        raise BadNumber("A routing number has nine digits.")
    total = sum(int(digit) * ROUTING_WEIGHTS[place % 3] for place, digit in enumerate(number))
    if total % 10 or not int(number):
        raise BadNumber("This routing number has a slip: its last digit does not fit the others.")
    return number


def account(raw: str) -> str:
    number = digits(raw)
    if len(number) not in ACCOUNT_LENGTH or not (number.isascii() and number.isdigit()):
        raise BadNumber("An account number has 5 to 17 digits.")
    return number


def masked(last_four: str) -> str:
    """All that is ever shown of an account."""
    return f"account ending in {last_four}" if last_four else ""
