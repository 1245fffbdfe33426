"""What happened to a participant, newest first, out of the audit trail."""

from typing import Any

from participants.models import Participant
from participants.timeline import events_of, told_to
from participants.views.desk.pages import ParticipantPage
from portal.audit.timeline import Told, page_of_events

LATEST = 6


def latest_events(user: Any, participant: Participant) -> list[Told]:
    """The last few events; call it for a participant already scoped."""
    return told_to(user, events_of(user, [participant.pk])[:LATEST])


class TimelineView(ParticipantPage):
    template_name = "participants/participant_timeline.html"
    section = "timeline"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        page = page_of_events(events_of(user, [self.participant.pk]), self.request.GET)
        return super().get_context_data(page=page, events=told_to(user, page.rows), **kwargs)
