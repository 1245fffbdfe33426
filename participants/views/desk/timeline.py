"""What happened to a participant, newest first, out of the audit trail."""

from typing import Any

from participants.models import Participant
from participants.views.desk.pages import ParticipantPage
from portal.audit.models import AuditEvent
from portal.audit.timeline import Told, page_of_events, told

LATEST = 6


def latest_events(participant: Participant) -> list[Told]:
    """The last few events; call it for a participant already scoped."""
    return [told(event) for event in AuditEvent.objects.concerning(participant.pk)[:LATEST]]


class TimelineView(ParticipantPage):
    template_name = "participants/participant_timeline.html"
    section = "timeline"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = AuditEvent.objects.concerning(self.participant.pk)
        page = page_of_events(events, self.request.GET)
        return super().get_context_data(page=page, events=[told(event) for event in page.rows], **kwargs)
