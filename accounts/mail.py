"""Account mails (codes, links, notices of a changed sign-in) leave by the worker, not in the request.

So an answer takes as long for an unknown address as for a known one. The text lies in the queue only
for the moment until it is sent; without a queue it is sent at once.
"""

import logging

from django.core.mail import EmailMessage
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.tasks import deliver

logger = logging.getLogger(__name__)


def post(message: EmailMessage) -> None:
    """Hand the mail over once the running transaction is committed."""
    html = next((body for body, kind in getattr(message, "alternatives", ()) if kind == "text/html"), "")
    letter = {
        "subject": message.subject,
        "body": message.body,
        "to": list(message.to),
        "sender": message.from_email,
        "html": html,
    }
    transaction.on_commit(lambda: _hand_over(letter))


def _hand_over(letter: dict) -> None:
    try:
        deliver.apply_async(kwargs=letter, retry=False)
    except OperationalError:
        logger.warning("The queue does not answer; the mail is sent within the request.")
        deliver(**letter)
