"""The list of participants in saved views."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict

from accounts import saved_lists
from participants.directory import directory, filtered_by, in_view, of_health
from participants.forms.filters import ParticipantFilter
from participants.models import Participant

NOUN: Final = "participants"


def rows_of(user: Any, query: str) -> QuerySet[Participant]:
    """What the list shows under an address."""
    given = QueryDict(query)
    form = ParticipantFilter(given)
    wanted = form.cleaned_data if form.is_valid() else {}
    words = " ".join(given.get("q", "")[:200].split())
    rows = filtered_by(in_view(directory(user, words), form.view_name, user), wanted)
    return of_health(rows, user, wanted.get("health", ""))


def register() -> None:
    saved_lists.register(
        NOUN, "Participants", "participants:participant-list", capability="participants.view", rows=rows_of
    )
