"""An address works again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from portal.audit import trail
from portal.outbox import permissions
from portal.outbox.models import AddressTrouble


@transaction.atomic
def clear_trouble(*, trouble: AddressTrouble, by: Any, now: datetime) -> AddressTrouble:
    """From now on mail is sent to the address again. What was not sent meanwhile waits to be retried.

    Clearing it twice is no error and recorded once.
    """
    trouble = AddressTrouble.objects.lock(trouble.pk)
    permissions.can_retry(by).enforce()
    if trouble.cleared_at is None:
        trouble.apply(cleared_at=now, cleared_by_id=by.pk)
        trail.record("outbox.address.cleared", of=trouble, by=by, at=now)
    return trouble
