"""Reads of the audit trail."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models


class AuditEventQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Supervisors and auditors read the whole trail; others read it through a participant's page."""
        return self.all() if user.can("audit.view") else self.none()

    def concerning(self, participant_id: int) -> Self:
        """Everything recorded about one participant's data; call it for a participant already scoped."""
        return self.filter(participant_id=participant_id)

    def since(self, instant: datetime | date) -> Self:
        return self.filter(at__gte=instant)
