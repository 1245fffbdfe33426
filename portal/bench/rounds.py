"""Rounds: each page for a moment, with the bare page before and after it, again and again.

What else the machine does then falls on both alike, and what it does for long on all pages alike.
"""

from collections.abc import Callable, Sequence
from typing import Any

from portal.bench import bare
from portal.bench.figures import MANY, ONE, Sample, Samples, Slice, Speed, speed_of
from portal.bench.machine import between
from portal.bench.pages import Page
from portal.bench.server import Generator
from portal.lifecycle.refusals import Refused

Headers = Callable[[Page], dict[str, str]]
Busy = Callable[[], dict[int, float]]


class Rounds:
    """`headers(page)` says who asks; `busy()` for how many seconds web server and database have computed so far."""

    def __init__(
        self,
        tool: Generator,
        site: str,
        headers: Headers,
        bare_headers: dict[str, str],
        busy: Busy,
    ) -> None:
        self.tool, self.site, self.headers, self.bare_headers = tool, site.rstrip("/"), headers, bare_headers
        self.busy = busy
        self.bytes: dict[str, int] = {}
        self.bare: list[Sample] = []

    def measure(self, pages: Sequence[Page], *, rounds: int, seconds: float, told: Callable[[str], None]) -> Samples:
        samples: Samples = {page.key: {ONE: [], MANY: []} for page in pages}
        for number in range(rounds):
            for connections in (ONE, MANY):
                told(f"round {number + 1} of {rounds}, {connections} at a time")
                self._round(pages, connections, seconds, samples)
        return samples

    def _round(self, pages: Sequence[Page], connections: int, seconds: float, samples: Samples) -> None:
        before = self._bare(connections, seconds)
        for page in pages:
            taken = self._page(page, connections, seconds)
            after = self._bare(connections, seconds)
            samples[page.key][connections].append(Sample(taken, (before, after)))
            before = after

    def _page(self, page: Page, connections: int, seconds: float) -> Slice:
        given = {"method": page.method, "body": page.body, "status": page.status}
        taken, self.bytes[page.key] = self._ask(page.addresses, connections, seconds, self.headers(page), **given)
        return taken

    def _bare(self, connections: int, seconds: float) -> Slice:
        taken, _ = self._ask([bare.ADDRESS], connections, seconds, self.bare_headers)
        if connections == ONE:
            self.bare.append(Sample(taken, (taken,)))
        return taken

    def bare_speed(self) -> Speed:
        return speed_of(self.bare)

    def _ask(
        self, addresses: list[str], connections: int, seconds: float, headers: dict[str, str], **given: Any
    ) -> tuple[Slice, int]:
        """The moment, and how long the page is in bytes."""
        told = {"host": self.site, "connections": connections, "seconds": seconds, "headers": headers}
        before = self.busy()
        answers = self.tool.ask(addresses=addresses, **told, **given)
        if answers["wrong"]:
            raise Refused(f"{addresses[0]} answered {answers['wrong']}.")
        busy = between(before, self.busy()) * len(answers["milliseconds"]) / max(1, answers["asked"])
        return Slice(answers["milliseconds"], answers["seconds"], busy), answers["bytes"]
