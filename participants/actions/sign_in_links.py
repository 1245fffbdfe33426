"""Who of a company's provider is who of ours: linked at the first sign-in, unlinked when the membership ends.

Nothing here creates a person. Who comes back is who was linked before by issuer and subject, or, once, the active user
of that very company whose verified address the provider asserts within a confirmed domain.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from participants.choices import MembershipKind
from participants.models import Membership, SignInAttempt, SignInConnection, SignInDomain, SignInIdentity
from participants.rules import signing_in as rules
from participants.rules.signing_in import Asserted, Candidate
from portal.audit import trail
from portal.scoping import wall
from portal.scoping.today import market_day

KEPT: Final = timedelta(days=2)


@transaction.atomic
def person_for(connection: SignInConnection, who: Asserted, *, now: datetime) -> User | None:
    """Who of ours that is, linked at the first time; None for whoever may not come in this way."""
    connection = SignInConnection.objects.lock(connection.pk)
    if not connection.is_on:
        return None
    identities = SignInIdentity.objects.filter(connection=connection)
    identity = identities.filter(issuer=who.issuer, subject=who.subject).select_related("user").first()
    if identity is not None:
        if rules.may_enter(_candidate(connection, identity.user, now)):
            identity.apply(last_used_at=now)
            return identity.user
        unlink(identity, by=None, now=now)
        return None
    user = _by_address(who.email)
    domains = set(SignInDomain.objects.of(connection.participant_id).confirmed().values_list("domain", flat=True))
    if user is None or not rules.may_link(who, domains, _candidate(connection, user, now)):
        return None
    SignInIdentity.objects.create(
        participant_id=connection.participant_id,
        connection=connection,
        user=user,
        issuer=who.issuer,
        subject=who.subject,
        linked_at=now,
        last_used_at=now,
    )
    trail.record("participants.sign_in.linked", of=connection, by=user, at=now, changes={"person": ["", user.name]})
    return user


def unlink(identity: SignInIdentity, *, by: User | None, now: datetime) -> None:
    """The person is no longer of that company; coming back takes an invitation and a first sign-in."""
    changes = {"person": [identity.user.name, ""]}
    trail.record("participants.sign_in.unlinked", of=identity.connection, by=by, at=now, changes=changes)
    identity.delete()


def unlink_members(memberships: Iterable[Membership], *, by: User | None, now: datetime) -> None:
    """Memberships have ended: who held them comes in through that company's provider no more."""
    with wall.as_operator("unlink people whose membership ended from the company's provider"):
        for membership in memberships:
            linked = SignInIdentity.objects.filter(participant=membership.participant_id, user=membership.user_id)
            for identity in linked.select_related("user", "connection"):
                unlink(identity, by=by, now=now)


def tidy(*, now: datetime) -> int:
    """Forget old attempts, and unlink whoever's membership has ended; returns how many rows went."""
    gone = SignInAttempt.objects.filter(expires_at__lt=now - KEPT).delete()[0]
    for identity in SignInIdentity.objects.select_related("user", "connection").iterator(chunk_size=500):
        standing = Membership.objects.standing_on(market_day(now)).filter(
            participant=identity.participant_id, user=identity.user_id
        )
        if not standing.exists():
            unlink(identity, by=None, now=now)
            gone += 1
    return gone


def _by_address(address: str) -> User | None:
    """Whoever has proven to own that address."""
    row = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first() if address else None
    return row.user if row is not None else None


def _candidate(connection: SignInConnection, user: User, now: datetime) -> Candidate:
    running = Membership.objects.valid_on(market_day(now)).filter(
        user=user, participant=connection.participant_id, participant__joined_into=None
    )
    kinds = set(running.values_list("kind", flat=True))
    own = [one for one in (MembershipKind.ADMIN, MembershipKind.MEMBER) if one in kinds]
    return Candidate(
        active=user.is_active,
        staff=user.is_staff,
        quality=str(own[0]) if own else "",
        linked_to_another=SignInIdentity.objects.filter(connection=connection, user=user).exists(),
    )
