"""What people change about their own sign-in on allauth's pages, written to the audit trail.

allauth offers no other place to hear of it than its signals.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from django.utils import timezone

from accounts.actions.sessions import end_other_sessions
from portal.audit import trail


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(password_changed)
    account.email_changed.connect(email_changed)
    second_factor.authenticator_added.connect(factor_added)
    second_factor.authenticator_removed.connect(factor_removed)


def password_changed(sender: Any, user: Any, **kwargs: Any) -> None:
    trail.record("accounts.user.password_changed", of=user, by=user, at=timezone.now())


def email_changed(sender: Any, user: Any, from_email_address: Any, to_email_address: Any, **kwargs: Any) -> None:
    before = from_email_address.email if from_email_address else ""
    changes = {"email": [before, to_email_address.email]}
    trail.record("accounts.user.email_changed", of=user, by=user, at=timezone.now(), changes=changes)


def factor_added(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Sessions that began without it end: somebody else may hold one, and could read the recovery codes."""
    changes = {"factor": ["", authenticator.get_type_display()]}
    now = timezone.now()
    trail.record("accounts.user.factor_added", of=user, by=user, at=now, changes=changes)
    end_other_sessions(person=user, kept=request.session.session_key or "", now=now)


def factor_removed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    changes = {"factor": [authenticator.get_type_display(), ""]}
    trail.record("accounts.user.factor_removed", of=user, by=user, at=timezone.now(), changes=changes)
