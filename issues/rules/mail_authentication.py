"""What the receiving mail server found out about a sender: its Authentication-Results (RFC 8601). Pure.

Anybody may write such a header into a mail. Only the topmost counts, and only where a configured server wrote it: a
server puts its own above whatever came with the mail.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from issues.choices import Dmarc

LONGEST: Final = 10_000
NOT_SAID: Final = "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`dmarc` decides; `spf` and `dkim` are shown. `server`: who said so, empty where nobody trusted did."""

    dmarc: str = Dmarc.NONE
    spf: str = NOT_SAID
    dkim: str = NOT_SAID
    server: str = ""


def verdict(headers: Sequence[str], servers: Collection[str], domain: str) -> Verdict:
    """Of the headers, topmost first, what the very first says about a sender of `domain`, if a trusted server wrote it.

    Where another server stands above, the mail came another way, and what lies below may have come with it. "pass"
    counts only where the server names the very domain that stands in From.
    """
    trusted = {server.lower() for server in servers}
    server, results = _read(headers[0]) if headers else ("", [])
    return _of(server, results, domain.lower()) if server in trusted else Verdict()


def _of(server: str, results: list[tuple[str, str, dict[str, str]]], domain: str) -> Verdict:
    said = {method: result for method, result, _ in reversed(results)}
    dmarc = [(result, given.get("header.from", "")) for method, result, given in results if method == "dmarc"]
    return Verdict(_dmarc(dmarc, domain), said.get("spf", NOT_SAID), said.get("dkim", NOT_SAID), server)


def _dmarc(results: list[tuple[str, str]], domain: str) -> str:
    """Contradictions and other domains speak against the sender."""
    if not results or not domain:
        return Dmarc.NONE
    if all(result == Dmarc.PASS for result, _ in results):
        return Dmarc.PASS if all(named == domain for _, named in results) else Dmarc.FAIL
    return Dmarc.FAIL if any(result in (Dmarc.FAIL, Dmarc.PASS) for result, _ in results) else Dmarc.NONE


def _read(header: str) -> tuple[str, list[tuple[str, str, dict[str, str]]]]:
    """The server's name, and (method, result, properties) of each part."""
    first, *parts = _without_comments(header[:LONGEST]).split(";")
    names = first.split()
    return (names[0].lower() if names else ""), [found for part in parts if (found := _part(part)) is not None]


def _part(text: str) -> tuple[str, str, dict[str, str]] | None:
    words = text.replace(" =", "=").replace("= ", "=").split()
    pairs = [word.partition("=") for word in words if "=" in word]
    if not pairs:
        return None
    method, _, result = pairs[0]
    given = {name.lower(): value.strip('"').lower() for name, _, value in pairs[1:]}
    return method.partition("/")[0].lower(), result.lower(), given


def _without_comments(text: str) -> str:
    """On one line, without (comments), which may stand in each other, and without separators inside of "quotes"."""
    kept: list[str] = []
    depth, quoted, skip = 0, False, False
    for char in text:
        if skip:
            skip = False
            continue
        if char == "\\":
            skip = True
        elif quoted or (char == '"' and not depth):
            quoted = not quoted if char == '"' else quoted
            kept.append("_" if char in ";=() \t" else char)
        elif char == "(":
            depth += 1
            kept.append(" ")
        elif char == ")":
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(" " if char in "\r\n\t" else char)
    return "".join(kept)
