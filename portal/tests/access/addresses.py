"""Every address the portal answers, read from the URL resolver itself, so that none can be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

# <path:name> of a route, or (?P<name>...) of an expression.
PARAMETER = re.compile(r"<\w+:(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Address:
    """`key` is the URL's full name, or its route where it has none."""

    key: str
    route: str
    parameters: tuple[str, ...]

    def path(self, kwargs: dict[str, Any]) -> str:
        if self.key == self.route:
            return "/" + PARAMETER.sub(lambda found: str(kwargs[found[1] or found[2]]), self.route).strip("$")
        return reverse(self.key, kwargs=kwargs)


def addresses() -> list[Address]:
    found: dict[str, Address] = {}
    for address in _walk(get_resolver(), "", "", ()):
        known = found.setdefault(address.key, address)
        if known is not address and (known.parameters != address.parameters):
            raise LookupError(f"Two addresses share the name {address.key}: {known.route} and {address.route}")
    return list(found.values())


def _walk(resolver: Any, namespace: str, before: str, outer: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        parameters = outer + tuple(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield Address(namespace + pattern.name if pattern.name else route, route, parameters)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, route, parameters)
