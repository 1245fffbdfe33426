"""On a participant's page: the changes under way."""

from typing import Any

from django.http import HttpRequest

from participants import permissions
from participants.models import BankAccount, Change, Participant

SHOWN = 5


def open_changes_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    rows = Change.objects.visible_to(request.user).of(participant).still_open().select_related("procedure")
    return {
        "changes": list(rows.order_by("-requested_at", "-id")[:SHOWN]),
        "bank_account": BankAccount.objects.visible_to(request.user).of(participant).in_force().first(),
        "may_record": permissions.can_ask_for_changes(request.user, participant),
    }
