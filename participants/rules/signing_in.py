"""Who may come in through a company's own provider, what may be switched on, and who needs a second factor."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from participants.choices import ConnectionState, FactorDemand, MembershipKind

# Where anybody gets a mailbox: nobody's own domain.
MAIL_FOR_EVERYBODY: Final = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "ymail.com",
        "aol.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "gmx.net",
        "gmx.de",
        "web.de",
        "mail.com",
        "zoho.com",
        "yandex.com",
        "fastmail.com",
        "comcast.net",
        "att.net",
        "verizon.net",
        "sbcglobal.net",
    }
)
ACR_OF_TWO_FACTORS: Final = frozenset(
    {
        "phr",
        "phrh",
        "https://refeds.org/profile/mfa",
        "urn:okta:loa:2fa:any",
        "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
        "http://schemas.microsoft.com/claims/multipleauthn",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken",
    }
)
KNOWN: Final = frozenset({"pwd", "pin", "kba"})
HELD: Final = frozenset({"otp", "hwk", "swk", "sms", "tel", "sc", "fido", "face", "fpt"})


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a provider says of the person in front of it, once its signature and all the rest were checked."""

    issuer: str
    subject: str
    email: str = ""
    verified: bool = False
    two_factors: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of ours who might be meant. `quality`: of the running membership in that very company, "" for none."""

    active: bool
    staff: bool
    quality: str
    address_verified: bool = True
    linked_to_another: bool = False


def domain_of(address: str) -> str:
    return address.strip().lower().rpartition("@")[2]


def may_enter(candidate: Candidate) -> bool:
    """Whether a person who is linked may come in: still active, and still of that company."""
    return (
        candidate.active and not candidate.staff and candidate.quality in (MembershipKind.MEMBER, MembershipKind.ADMIN)
    )


def may_link(asserted: Asserted, domains: Collection[str], candidate: Candidate | None) -> bool:
    """Whether a first sign-in is tied to that person, who was found by the asserted address."""
    if candidate is None or not asserted.subject or not asserted.verified:
        return False
    own = domain_of(asserted.email) in domains
    return own and candidate.address_verified and not candidate.linked_to_another and may_enter(candidate)


def is_two_factors(amr: Any = (), acr: Any = "") -> bool:
    """Whether what a provider says of how the person signed in means two factors (RFC 8176, and well-known levels)."""
    methods = {str(one) for one in amr} if isinstance(amr, list | tuple) else set()
    levels = {str(one) for one in acr} if isinstance(acr, list | tuple) else {str(acr)}
    return "mfa" in methods or bool(methods & KNOWN and methods & HELD) or bool(levels & ACR_OF_TWO_FACTORS)


def must_use_provider(address: str, required: Iterable[tuple[str, Collection[str]]], *, factor_held: bool) -> bool:
    """Whether password and codes are refused to a person.

    `required`: of each company whose connection is the only way in, the person's quality there and its confirmed
    domains. Agents are never forced, nor who could not come in that way; an administrator with a second factor keeps
    the way back.
    """
    for quality, domains in required:
        if quality not in (MembershipKind.MEMBER, MembershipKind.ADMIN) or domain_of(address) not in domains:
            continue
        if not (quality == MembershipKind.ADMIN and factor_held):
            return True
    return False


def obstacle_to_on(*, state: str, tested: bool, domains: int, other_on: bool) -> str:
    """Why a connection can't be switched on; "" when it can."""
    if state == ConnectionState.ON:
        return "This connection is on already."
    if not tested:
        return "First sign in once by way of trial: the connection has not passed one since its last change."
    if not domains:
        return "First have a mail domain confirmed: people are found by the domain of their address."
    return "Another connection is on; switch that one off first." if other_on else ""


def obstacle_to_require(*, state: str, required: bool, admins_with_factor: int) -> str:
    """Why a connection can't become the only way in; "" when it can."""
    if state != ConnectionState.ON:
        return "Only a connection that is on can be the only way in."
    if required:
        return "This connection is the only way in already."
    if not admins_with_factor:
        return (
            "Nobody could get back in when the provider fails: first an organization administrator of the whole company"
            " sets up a second factor, and so keeps password and factor."
        )
    return ""


STRICTNESS: Final = (FactorDemand.NONE, FactorDemand.ADMINS, FactorDemand.ALL)


def stricter(first: str, second: str) -> str:
    return max(first, second, key=STRICTNESS.index)


def demand_on(day: date, *, own: str, starts_on: date | None, minimum: str) -> str:
    """Of whom a second factor is asked on a day: by the company from its day on, by the operator always."""
    begun = own if starts_on is not None and starts_on <= day else FactorDemand.NONE
    return stricter(begun, minimum)


def is_asked(demand: str, quality: str) -> bool:
    """Whether somebody who acts in that quality needs a second factor."""
    return demand == FactorDemand.ALL or (demand == FactorDemand.ADMINS and quality == MembershipKind.ADMIN)


def fit_domain(text: str) -> str:
    """The domain as it is kept; "" where it can be nobody's own."""
    domain = text.strip().lower().removeprefix("@").rstrip(".")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        return ""
    labels = domain.split(".")
    fit = len(labels) >= 2 and all(one and one.replace("-", "").isalnum() and one.strip("-") == one for one in labels)
    return (
        domain if fit and len(domain) <= 253 and not labels[-1].isdigit() and domain not in MAIL_FOR_EVERYBODY else ""
    )
