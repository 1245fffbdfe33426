"""Addresses by name, as Django's `reverse` gives them: each name's pattern is looked for once, then only filled in.

    reverse("issues:issue-detail", args=[issue.ref])

To look through all patterns takes longer than anything else that a link needs, and a list has many links. An argument
that is no plain word, and whatever is given by its name, is left to Django.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode, url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf
from django.urls import reverse as look_for
from django.utils.html import conditional_escape

# Passes for a reference, a slug or a name; what asks for more than a word of a pattern is left to Django too.
PLACE: Final = "0place{}place0"
plain: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII).fullmatch


def reverse(name: str, args: Sequence[Any] = (), *, current_app: str | None = None) -> str:
    """The address of that name; `NoReverseMatch` where there is none."""
    pieces = _pieces(name, len(args), current_app, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    if pieces is None or not all(isinstance(one, str) and plain(one) for one in args):
        return look_for(name, args=args, current_app=current_app)
    if not args:
        return pieces[0]
    return pieces[0] + "".join(piece for pair in zip(args, pieces[1:], strict=True) for piece in pair)


@lru_cache(maxsize=4096)
def _pieces(name: str, count: int, current_app: str | None, urlconf: str, prefix: str) -> tuple[str, ...] | None:
    """What stands before, between and behind the arguments; None where a pattern does not take plain words in turn."""
    places = [PLACE.format(at) for at in range(count)]
    try:
        rest = look_for(name, args=places, current_app=current_app)
    except NoReverseMatch:
        return None
    pieces = []
    for place in places:
        piece, found, rest = rest.partition(place)
        if not found:
            return None
        pieces.append(piece)
    return (*pieces, rest)


class AddressNode(URLNode):
    """Django's `{% url %}`, by way of the addresses that are known already."""

    def render(self, context: Any) -> str:
        if self.kwargs:
            return super().render(context)
        args = [arg.resolve(context) for arg in self.args]
        try:
            found = reverse(self.view_name.resolve(context), args, current_app=_current_app(context))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


def url_tag(parser: Parser, token: Token) -> AddressNode:
    node = url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


def _current_app(context: Any) -> str | None:
    """Of the request, as Django's own tag finds it."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    return getattr(request, "current_app", match.namespace if match else None)
