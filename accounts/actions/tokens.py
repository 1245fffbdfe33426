"""API tokens are made by their owner, shown once, and die with what they rest on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from knox.models import get_digest_token
from knox.settings import CONSTANTS

from accounts import permissions
from accounts.choices import TokenScope
from accounts.models import ApiToken, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.rest import routers
from portal.scoping import wall

MOST_DAYS: Final = 365
MOST_TOKENS: Final = 20


@transaction.atomic
def issue_token(
    *,
    user: User,
    by: User,
    now: datetime,
    name: str,
    scope: str,
    days: int,
    membership_ref: str = "",
    nouns: Iterable[str] = (),
) -> tuple[ApiToken, str]:
    """Make a token for `days` days and return it with its secret, which is stored nowhere.

    A participant's user gets it for the membership `membership_ref` and no other. `nouns` are those of the API that it
    opens; none named: all that the person may see.
    """
    User.objects.lock(user.pk)
    permissions.can_use_tokens(by, user).enforce()
    if not name.strip():
        raise Refused("A token needs a name that says what it is for.")
    if scope not in TokenScope.values or not 1 <= days <= MOST_DAYS:
        raise Refused(f"A token reads or writes, for 1 to {MOST_DAYS} days.")
    opened = sorted(set(nouns))
    if unknown := [noun for noun in opened if noun not in routers.nouns()]:
        raise Refused(f"The API has no noun called {unknown[0]}.")
    if bool(membership_ref) == user.is_staff:
        raise Refused("A participant's token belongs to one membership; a token of staff to none.")
    if ApiToken.objects.filter(user=user).usable_at(now).count() >= MOST_TOKENS:
        raise Refused(f"You have {MOST_TOKENS} tokens; revoke one that is no longer used.")
    digest, secret = get_digest_token()
    token = ApiToken(
        digest=digest,
        token_key=secret[: CONSTANTS.TOKEN_KEY_LENGTH],
        user=user,
        name=name.strip(),
        scope=scope,
        expiry=now + timedelta(days=days),
        membership_ref=membership_ref,
        nouns=opened,
    )
    token.save(force_insert=True)
    changes = {"scope": ["", scope], "expires": ["", token.expiry.isoformat()]}
    if opened:
        changes["nouns"] = ["", ", ".join(opened)]
    trail.record("accounts.token.issued", of=token, by=by, at=now, changes=changes)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, now: datetime, reason: str = "") -> ApiToken:
    """End a token at once. Revoking it twice is no error."""
    permissions.can_revoke_token(by, token).enforce()
    return _end(token, by, now, reason)


@transaction.atomic
def drop_tokens(
    *, user: User, by: User | None, now: datetime, membership_ref: str | None = None, reason: str = ""
) -> int:
    """End all tokens of a person, or those of one membership; part of actions that have asked already."""
    tokens = ApiToken.objects.filter(user=user)
    if membership_ref is not None:
        tokens = tokens.filter(membership_ref=membership_ref)
    ended = list(tokens)
    for token in ended:
        _end(token, by, now, reason)
    return len(ended)


def _end(token: ApiToken, by: User | None, now: datetime, reason: str) -> ApiToken:
    if ApiToken.objects.filter(pk=token.pk).delete()[0]:
        with wall.as_operator("a token belongs to a person, so its history to no company"):
            trail.record("accounts.token.revoked", of=token, by=by, at=now, reason=reason)
    return token
