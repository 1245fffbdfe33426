"""What keeps the public form usable for people and useless for machines. Pure: what was counted is given."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Final

# Between these a form is open in a person's hands.
LEAST: Final = timedelta(seconds=3)
LONGEST: Final = timedelta(hours=12)
UNKNOWN: Final = "unknown"  # a peer without an address: all of them share one limit

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
# How long the client's network is kept: it is counted for a day, and helps to recognize a wave of spam for a week.
KEEP_NETWORK: Final = timedelta(days=7)

NETWORK_PER_HOUR: Final = 5
NETWORK_PER_DAY: Final = 15
ALL_PER_HOUR: Final = 40
ALL_PER_DAY: Final = 200
MAILBOX_PER_DAY: Final = 3
MAILBOX_LENGTH: Final = 254
# Domains of one provider whose mailboxes are the same.
SAME_MAIL: Final = {"googlemail.com": "gmail.com"}

TOO_MANY_FROM_THERE: Final = (
    "Several applications came from your network in a short time. Please try again in an hour, or call us."
)
TOO_MANY: Final = "Many applications reach us at the moment. Please try again in an hour, or call us."


@dataclass(frozen=True, slots=True)
class Counted:
    """How many applications were stored: of this network and of all, within an hour and within a day."""

    network_hour: int
    network_day: int
    all_hour: int
    all_day: int


def refusal(counted: Counted) -> str:
    """Why nothing more is taken now, "" where it is. Says nothing about any e-mail address."""
    if counted.network_hour >= NETWORK_PER_HOUR or counted.network_day >= NETWORK_PER_DAY:
        return TOO_MANY_FROM_THERE
    if counted.all_hour >= ALL_PER_HOUR or counted.all_day >= ALL_PER_DAY:
        return TOO_MANY
    return ""


def network_of(address: str | None) -> str:
    """By what a client is counted: its IPv4 address, or the /64 that one line of IPv6 is given."""
    if not address:
        return UNKNOWN
    found = ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        found = mapped
    return str(found) if found.version == 4 else str(ip_network(f"{found}/64", strict=False))


def mailbox_of(email: str) -> str:
    """The mailbox an address may lie in: "a.na+test@x.example" may be that of "ana@x.example".

    Providers differ in which signs they pass over, so letters and digits alone count: rather two people share a limit
    than one is sent a mail for every spelling. The domain is told as mail servers read it.
    """
    local, _, domain = unicodedata.normalize("NFKC", email).strip().lower().rpartition("@")
    named = "".join(sign for sign in local.partition("+")[0] if sign.isalnum())
    return f"{named}@{_as_sent(domain)}"[:MAILBOX_LENGTH]


def _as_sent(domain: str) -> str:
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:  # nothing that mail could be sent to
        pass
    domain = domain.rstrip(".")
    return SAME_MAIL.get(domain, domain)


def likeness_of(*texts: str) -> str:
    """The same for the same texts in other spacing and case: how a form sent twice is recognized."""
    told = "\x1f".join(" ".join(text.casefold().split()) for text in texts)
    return sha256(told.encode()).hexdigest()
