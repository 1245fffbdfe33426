"""Which mail domains are a company's own: said by its administrator, counted once a supervisor has confirmed it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants import signing_in_news as news
from participants.actions.locks import lock_participant
from participants.models import Participant, SignInConnection, SignInDomain
from participants.rules.signing_in import fit_domain
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

AT_MOST: Final = 20
TAKEN: Final = {
    "sign_in_domain_of_company_once": "Your company has this domain already.",
    "sign_in_domain_confirmed_once": "This domain is confirmed for another participant.",
}


@transaction.atomic
def claim_domain(*, participant: Participant, domain: str, by: User, now: datetime) -> SignInDomain:
    """Whether another company claims the same one is the supervisor's matter, and not told."""
    participant = lock_participant(participant.pk)
    permissions.can_set_up_sign_in(by, participant).enforce()
    fit = fit_domain(domain)
    if not fit:
        raise Refused("That is not a mail domain of one company alone.")
    with wall.as_operator("say which mail domains the participant acted for owns"):
        if SignInDomain.objects.of(participant).count() >= AT_MOST:
            raise Refused("There are enough domains; remove one that is not used.")
        with refusing(TAKEN):
            row = SignInDomain.objects.create(participant=participant, domain=fit)
    trail.record("participants.sign_in.domain_claimed", of=row, by=by, at=now, changes={"domain": ["", fit]})
    news.tell_claimed(row, now=now)
    return row


@transaction.atomic
def confirm_domain(*, domain: SignInDomain, by: User, now: datetime) -> SignInDomain:
    """A supervisor has made sure that the domain is that company's and nobody else's."""
    lock_participant(domain.participant_id)
    domain = SignInDomain.objects.lock(domain.pk)
    permissions.can_oversee_sign_in(by).enforce()
    if domain.confirmed_at is not None:
        raise Refused("This domain is confirmed already.")
    with refusing(TAKEN):
        domain.apply(confirmed_at=now, confirmed_by=by)
    trail.record("participants.sign_in.domain_confirmed", of=domain, by=by, at=now)
    return domain


@transaction.atomic
def drop_domain(*, domain: SignInDomain, by: User, now: datetime) -> SignInDomain:
    """The company no longer uses it, or a supervisor does not confirm it. The last one of a connection stays."""
    participant = lock_participant(domain.participant_id)
    if by.is_staff:
        permissions.can_oversee_sign_in(by).enforce()
    else:
        permissions.can_set_up_sign_in(by, participant).enforce()
    with wall.as_operator("say which mail domains the participant acted for owns"):
        domain = SignInDomain.objects.lock(domain.pk)
        others = SignInDomain.objects.of(participant).confirmed().exclude(pk=domain.pk).exists()
        if (
            domain.confirmed_at
            and not others
            and SignInConnection.objects.filter(participant=participant).on().exists()
        ):
            raise Refused("The connection that is on needs a domain; switch it off first.")
        trail.record(
            "participants.sign_in.domain_dropped", of=domain, by=by, at=now, changes={"domain": [domain.domain, ""]}
        )
        SignInDomain.objects.filter(pk=domain.pk).delete()
    return domain
