"""The text of a letter that leads to an article."""

from typing import Final

from django.conf import settings
from django.urls import reverse

LACKS_LINK: Final = "The text must keep the article's address, so that its reader finds it."


def link_to(ref: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('library-article', args=[ref])}"


def opening(title: str, summary: str, ref: str) -> str:
    """The first suggestion of the text."""
    lines = ["Hello,", "this article may help you:", f"{title}\n{link_to(ref)}", summary]
    return "\n\n".join(filter(None, lines))
