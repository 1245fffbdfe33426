"""What of a company's own sign-in moves along when two companies are joined."""

from django.db.models import QuerySet

from participants.actions.joining_rows import Move, Moving, register
from participants.choices import ConnectionState
from participants.models import FactorPolicy, SignInAttempt, SignInConnection, SignInDomain, SignInIdentity


def connections(moving: Moving) -> QuerySet:
    """All but the one that is on: people are found by the domains of one company, so it is set up there anew."""
    return SignInConnection.objects.filter(participant=moving.absorbed).exclude(state=ConnectionState.ON)


def of_connections(model: type) -> object:
    return lambda moving: model.objects.filter(participant=moving.absorbed, connection__in=connections(moving))


def domains(moving: Moving) -> QuerySet:
    """Those that wait and that the other company has not named itself; a confirmed one is confirmed for a company."""
    own = SignInDomain.objects.filter(participant=moving.kept).values("domain")
    return SignInDomain.objects.filter(participant=moving.absorbed, confirmed_at=None).exclude(domain__in=own)


def policies(moving: Moving) -> QuerySet:
    """Only where the other company has said nothing itself."""
    rows = FactorPolicy.objects.filter(participant=moving.absorbed)
    return rows.none() if FactorPolicy.objects.filter(participant=moving.kept).exists() else rows


def register_moves() -> None:
    """Called when the app is ready. What hangs on a connection stands before it."""
    register(
        Move("attempts to sign in", SignInAttempt, "participant", of_connections(SignInAttempt)),
        Move("people linked to a provider", SignInIdentity, "participant", of_connections(SignInIdentity)),
        Move("sign-in connections", SignInConnection, "participant", connections),
        Move("mail domains", SignInDomain, "participant", domains),
        Move("second factors asked", FactorPolicy, "participant", policies),
    )
