"""Reads of how a company's people sign in."""

from typing import Any, Self

from django.db.models import Count, Q

from participants.choices import ConnectionState, MembershipKind
from participants.querysets.owned import DeskQuerySet, OwnedQuerySet


class _OfAdministrators(OwnedQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        """Whoever administers the whole company."""
        if acting_for.kind != MembershipKind.ADMIN or acting_for.narrowed:
            return self.none()
        return super().owned_by(acting_for)


class SignInConnectionQuerySet(_OfAdministrators):
    def visible_to(self, user: Any) -> Self:
        """Without the secret, which the wall withholds and nobody reads on a page."""
        return super().visible_to(user).defer("sealed_secret")

    def with_linked(self) -> Self:
        """With how many people each has linked, as `linked`."""
        return self.annotate(linked=Count("identities"))

    def on(self) -> Self:
        return self.filter(state=ConnectionState.ON)

    def for_domain(self, domain: str) -> Self:
        """The one that is on for a confirmed domain."""
        confirmed = Q(
            participant__sign_in_domains__domain=domain, participant__sign_in_domains__confirmed_at__isnull=False
        )
        return self.on().filter(confirmed, participant__joined_into=None)


class SignInDomainQuerySet(_OfAdministrators):
    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)

    def waiting(self) -> Self:
        return self.filter(confirmed_at=None)


class FactorPolicyQuerySet(OwnedQuerySet):
    """Whoever acts for a company may know whether it asks a second factor."""


class SignInInnerQuerySet(DeskQuerySet):
    """Nobody lists them: they are read at sign-in alone."""
