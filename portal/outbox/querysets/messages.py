"""Reads of e-mails on their way."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from portal.lifecycle.rows import RowQuerySet
from portal.outbox.choices import IN_TROUBLE, MessageState


class OutboundMessageQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever runs the service sees every message's way, never a sealed letter; others what they wrote."""
        return self.all() if user.can("outbox.view") else self.filter(written_by=user.pk)

    def due(self, now: datetime) -> Self:
        return self.filter(state=MessageState.QUEUED, due_at__lte=now)

    def lost(self, now: datetime) -> Self:
        """Those whose worker died: their lease ran out."""
        return self.filter(state=MessageState.SENDING, lease_until__lte=now)

    def failed(self) -> Self:
        return self.filter(state=MessageState.FAILED)

    def undelivered(self) -> Self:
        """Those that failed, and those not even tried because mail does not arrive at their address."""
        ended = self.filter(state__in=[MessageState.FAILED, MessageState.DROPPED])
        return ended.filter(Q(state=MessageState.FAILED) | Q(last_error=IN_TROUBLE))

    def written_by(self, user: Any) -> Self:
        """Letters that a person wrote."""
        return self.filter(written_by=user.pk)
