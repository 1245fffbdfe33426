"""Whoever has no mouse: what a test clicks, fills in, checks and chooses is reached by the tabulator and done by keys.

Playwright's own words change their meaning on the pages of such a person, so that one scenario is walked by mouse and
by keyboard alone.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from weakref import WeakSet

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_STEPS: Final = 160
# What is focused in words, and whether one can see that it is.
FOCUSED: Final = """() => {
  const one = document.activeElement;
  // Behind the last one it begins anew.
  if (one === document.body) return ["", true];
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const ringed = (style) => style.boxShadow !== "none" || outlined(style);
  const label = one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.innerText ?? "";
  // The button inside a field of a day or a time has the browser's own ring.
  const ring = ringed(getComputedStyle(one)) || ringed(getComputedStyle(one, "::after"));
  return [label.trim(), /^(date|time)/.test(one.type) || ring];
}"""
# Of one choice among several the tabulator reaches the chosen one or the first.
REACHED: Final = """(one) => {
  const here = document.activeElement;
  return here === one || (one.type === "radio" && here.type === "radio" && here.name === one.name
    && here.form === one.form);
}"""
KIND: Final = "(one) => one.type ?? ''"


def to(page: Page, words: str) -> None:
    """Go on by the tabulator until what is named is focused; whatever is focused on the way can be seen."""
    _tab(page, words, lambda label: label.startswith(words))


def enter(page: Page, words: str) -> None:
    to(page, words)
    page.keyboard.press("Enter")


def _tab(page: Page, what: str, there: Callable[[str], bool]) -> None:
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        label, visible = page.evaluate(FOCUSED)
        assert visible, f"Nobody sees that “{label}” is focused."
        if there(label):
            return
    raise AssertionError(f"No “{what}” within {MOST_STEPS} steps.")


def _reach(one: Locator) -> str:
    """Stand on an element; returns its kind."""
    expect(one).to_be_visible()
    if not one.evaluate(REACHED):
        _tab(one.page, str(one), lambda label: one.evaluate(REACHED))
    return one.evaluate(KIND)


def press(one: Locator, **kept: Any) -> None:
    kind = _reach(one)
    one.page.keyboard.press("Space" if kind in ("checkbox", "radio") else "Enter")


def write(one: Locator, text: str, **kept: Any) -> None:
    if _reach(one) == "date":
        one.page.keyboard.type(f"{date.fromisoformat(text):%m%d%Y}")
    else:
        one.page.keyboard.press("ControlOrMeta+a")
        one.page.keyboard.type(text)
    expect(one).to_have_value(text)


def tick(one: Locator, **kept: Any) -> None:
    radio = _reach(one) == "radio"
    for _ in range(MOST_STEPS):
        if one.is_checked():
            return
        # The first key chooses what one stands on, the next ones what follows.
        one.page.keyboard.press("ArrowDown" if radio and _chosen(one) else "Space")
    raise AssertionError(f"{one} cannot be chosen.")


def _chosen(one: Locator) -> bool:
    return one.page.evaluate("() => document.activeElement.checked")


def choose(one: Locator, value: str | None = None, *, label: str | None = None, **kept: Any) -> None:
    _reach(one)
    given = "(one) => [one.value, one.selectedOptions[0]?.label ?? '']"
    one.page.keyboard.press("Home")
    for _ in range(MOST_STEPS):
        if (value, label)[value is None] == one.evaluate(given)[value is None]:
            return
        one.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value or label} is not among the choices of {one}.")


def attach(one: Locator, files: Any, **kept: Any) -> None:
    _tab(one.page, str(one), lambda label: one.evaluate(REACHED))
    with one.page.expect_file_chooser() as asked:
        one.page.keyboard.press("Enter")
    asked.value.set_files(files)


BY_KEYS: Final = {
    "click": press,
    "fill": write,
    "check": tick,
    "select_option": choose,
    "set_input_files": attach,
}


class Keyboards:
    """The pages on which there is no mouse."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._pages: WeakSet[Page] = WeakSet()
        for name, by_keys in BY_KEYS.items():
            monkeypatch.setattr(Locator, name, self._either(getattr(Locator, name), by_keys))

    def take_mouse(self, page: Page, *, taken: bool) -> None:
        (self._pages.add if taken else self._pages.discard)(page)

    def _either(self, by_mouse: Callable[..., Any], by_keys: Callable[..., Any]) -> Callable[..., Any]:
        def done(one: Locator, *given: Any, **kept: Any) -> Any:
            return (by_keys if one.page in self._pages else by_mouse)(one, *given, **kept)

        return done
