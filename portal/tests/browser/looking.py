"""What is looked at on a page: its answer, the browser's complaints, its measures, and the rules of WCAG 2.2 AA."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Request, Response

from portal.tests.browser.conftest import PATIENCE, WATCH, bring, complaints_of
from portal.tests.browser.contrast import RULE, faults_of_contrast
from portal.tests.browser.tours import Stop

WIDE: Final = (1440, 900)
NARROW: Final = (390, 844)
ASSETS: Final = {"stylesheet", "script", "font", "image"}
# Bytes of a page's own text as it is sent; styles, scripts and the font are kept after the first page.
HEAVIEST: Final = 29_000
# Pages with a reason to weigh more: a letter is drawn into its page, and the API's document is one.
HEAVIER: Final = {"participants:official-letter-issue": 150_000, "rest:docs": 70_000}
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The contrast of texts is measured apart: see contrast.py.
COLORS: Final = ["link-in-text-block"]
# The frame of a mail runs no scripts, and preloading sheets would itself break the policy.
OPTIONS: Final = {"resultTypes": ["violations"], "preload": False, "iframes": False}
# The size of targets is the rule that takes longest, and a phone's pages have the same ones closer together.
APART: Final = {"rules": {RULE: {"enabled": False}, "target-size": {"enabled": False}}}
EVERY_RULE: Final = OPTIONS | APART | {"runOnly": {"type": "tag", "values": TAGS}}
RULES_OF_COLOR: Final = OPTIONS | {"runOnly": {"type": "rule", "values": COLORS}}
# What a phone shows that a desk does not: other colors, other sizes, the menu behind a button.
PHONE: Final = [*COLORS, "target-size", "button-name", "link-name", "label", "aria-hidden-focus"]
RULES_OF_PHONE: Final = OPTIONS | {"runOnly": {"type": "rule", "values": [*PHONE, "scrollable-region-focusable"]}}
# Of a long list the first dozen rows; the others are alike.
BEYOND: Final = "tr:nth-child(n+13), li:nth-child(n+13)"
VIOLATIONS: Final = """([options, beyond]) => axe.run({exclude: [beyond]}, options).then(
  ({violations}) => violations.flatMap(({id, nodes}) => nodes.map(
  (node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`)))"""
MEASURES: Final = """() => ({title: document.title, headings: document.querySelectorAll("h1").length,
  page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth})"""

# Colors that are still on their way from the other theme; one that arrives may send those that inherit it on theirs.
SETTLE: Final = """() => { for (let round = 0; round < 9; round++) document.getAnimations().forEach(
  (one) => one instanceof CSSTransition && one.finish()) }"""


@dataclass(frozen=True)
class Appearance:
    """A theme at a width, and the rules that it is looked at by."""

    theme: str
    size: tuple[int, int]
    rules: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.size[0]} {self.theme}"


USUAL: Final = (Appearance("light", WIDE, EVERY_RULE), Appearance("dark", NARROW, RULES_OF_PHONE))
# The same layouts in the other theme: only colors can differ. At the desk the size of targets is looked at here.
RULES_OF_DESK: Final = OPTIONS | {"runOnly": {"type": "rule", "values": [*COLORS, "target-size"]}}
OTHERS: Final = (Appearance("light", NARROW, RULES_OF_COLOR), Appearance("dark", WIDE, RULES_OF_DESK))


class Visit:
    """A browser with somebody's session that goes from page to page and tells what is wrong with each."""

    def __init__(self, browser: Browser, url: str, session: str) -> None:
        self._url = url
        self._session = session
        self._brought = ""
        self._context = browser.new_context(reduced_motion="reduce")
        self._context.set_default_timeout(PATIENCE)
        self._context.add_init_script(WATCH)
        self._page = self._context.new_page()
        self._heard = complaints_of(self._page)
        listen(self._page, self._heard)

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *args: object) -> None:
        self._context.close()

    def faults(self, stop: Stop, appearances: tuple[Appearance, ...]) -> list[str]:
        """One line for each fault, beginning with the page."""
        return [f"{stop.key} {stop.path} {told}" for told in self._faults(stop, appearances)]

    def _faults(self, stop: Stop, appearances: tuple[Appearance, ...]) -> Iterator[str]:
        self._become(stop.session or self._session)
        show(self._page, appearances[0])
        self._heard.clear()
        answer = self._page.goto(self._url + stop.path, wait_until="load")
        came_to = self._page.url.removeprefix(self._url)
        if answer.status != 200 or came_to != stop.path:
            yield f"answers {answer.status} at {came_to}"
            return
        weight = answer.request.sizes()["responseBodySize"]
        if weight > HEAVIER.get(stop.key, HEAVIEST):
            yield f"weighs {weight:,} bytes"
        yield from faults_of(self._page, appearances, shown=appearances[0])
        yield from (f"complains: {told}" for told in self._heard)

    def _become(self, session: str) -> None:
        """Go on in a session, or in none."""
        if session and session != self._brought:
            bring(self._context, self._url, session)
        self._brought = session


def look(page: Page) -> None:
    """Nothing is wrong with the page that is open, in both themes and widths; `arrived` comes before it."""
    page.emulate_media(reduced_motion="reduce")
    faults = list(faults_of(page, USUAL + OTHERS))
    show(page, USUAL[0])
    assert not faults, "\n".join(faults)


def faults_of(page: Page, appearances: tuple[Appearance, ...], shown: Appearance | None = None) -> Iterator[str]:
    """What is wrong with the page that is open, beginning with how it was looked at; `shown` is how it came."""
    page.evaluate(AXE_SCRIPT)
    for appearance in appearances:
        if appearance == shown:
            page.evaluate(SETTLE)
        else:
            show(page, appearance)
        yield from (f"({appearance}) {told}" for told in _faults_of_look(page, appearance))


def show(page: Page, appearance: Appearance) -> None:
    width, height = appearance.size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=appearance.theme)
    page.evaluate(SETTLE)


def _faults_of_look(page: Page, appearance: Appearance) -> Iterator[str]:
    found = page.evaluate(MEASURES)
    if not found["title"].strip(" ·"):
        yield "has no title"
    if found["headings"] != 1:
        yield f"has {found['headings']} main headings"
    if found["page"] > found["window"]:
        yield f"is {found['page']} px wide"
    yield from page.evaluate(VIOLATIONS, [appearance.rules, BEYOND])
    yield from faults_of_contrast(page, BEYOND)


def listen(page: Page, heard: list[str]) -> None:
    """Hear of what could not be loaded; a page that is left takes its other questions with it."""

    def failed(request: Request) -> None:
        if request.resource_type in ASSETS:
            heard.append(f"could not load {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            heard.append(f"{response.status} for {response.url}")

    page.on("requestfailed", failed)
    page.on("response", answered)
