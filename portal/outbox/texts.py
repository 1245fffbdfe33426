"""The words of a mail: drawn when it leaves, from what the recipient may see then."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from portal.outbox.kinds import Kind


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str
    html: str
    unsubscribe: str = ""


def draw(kind: Kind, *, ref: str = "", unsubscribe: str = "", **told: Any) -> Text:
    """Subject, text and HTML. Templates get `row`, `facts`, `recipient`, `on_behalf_of`, `link` and `kind`.

    The subject is made of the kind and the reference alone; see `Kind.subject`.
    """
    subject = kind.subject(ref)
    product = settings.MFA_TOTP_ISSUER
    context = {"kind": kind, "ref": ref, "subject": subject, "unsubscribe": unsubscribe, "product": product} | told
    body = _rendered(f"{kind.template}.txt", context, escape=False)
    return Text(subject, f"{body.strip()}\n", _rendered(f"{kind.template}.html", context, escape=True), unsubscribe)


def link_to(row: Any, viewer: Any) -> str:
    """The absolute address of what a mail is about: participants' users are led to their own side."""
    site = settings.SITE_URL.rstrip("/")
    if row is None:
        return f"{site}/"
    own = getattr(row, "get_my_url", None) if viewer is not None and not viewer.is_staff else None
    address = own or getattr(row, "get_absolute_url", None)
    return site + (address() if address else "/")


def _rendered(name: str, context: dict[str, Any], *, escape: bool) -> str:
    # Plain text isn't escaped whatever its author remembers, so the engine's own template is asked.
    return get_template(name).template.render(Context(context, autoescape=escape))
