"""The contrast of texts: measured for each kind of text that was not found good before, on whichever page.

To measure it costs more than all other rules together, and most texts of a page look like those of the page before.
Two texts are of a kind if all that decides about contrast computes to the same: their color, size, weight and shadow,
and what each element around them paints. What axe finds bad is measured again wherever it stands, and so is each text
that something painted lies over or under without being around it; what axe could not decide, on a few pages more.
"""

from collections import Counter
from typing import Any, Final

from playwright.sync_api import Page

RULE: Final = "color-contrast"
UNDECIDED: Final = 3  # pages on which a kind is measured that axe cannot decide, as over a picture
CROSSED: Final = "crossed"
_good: set[str] = set()
_undecided: Counter[str] = Counter()

# Keeps the texts of the page by kind in `window.kindsOfText`, and tells the kinds.
KINDS: Final = """() => {
  const around = new Map(), kinds = window.kindsOfText = new Map(), layers = []
  const clear = (style) => style.backgroundColor === "rgba(0, 0, 0, 0)" && style.backgroundImage === "none"
  const paints = (element) => {
    if (!element) return ""
    if (!around.has(element)) {
      const style = getComputedStyle(element)
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode]
      const plain = clear(style) && style.opacity === "1" && style.filter === "none" && style.mixBlendMode === "normal"
      around.set(element, paints(element.parentElement) + (plain ? "" : `<${own.join(" ")}`))
      if (!clear(style) && ["absolute", "fixed", "sticky"].includes(style.position)) layers.push(element)
    }
    return around.get(element)
  }
  const written = (element) => element.matches("input, select, textarea") ||
    [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim())
  const elements = [...document.body.querySelectorAll("*")]
  elements.forEach(paints)
  const crossed = (element) => layers.some((layer) => {
    if (layer.contains(element)) return false
    const [one, other] = [element.getBoundingClientRect(), layer.getBoundingClientRect()]
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
  })
  for (const element of elements) {
    if (!written(element) || !element.checkVisibility({visibilityProperty: true})) continue
    const style = getComputedStyle(element)
    const own = [style.color, style.webkitTextFillColor, style.fontSize, style.fontWeight, style.textShadow]
    const kind = crossed(element) ? "crossed" : `${own.join(" ")}${paints(element)}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), element])
  }
  return [...kinds.keys()]
}"""
# Of a long list the first dozen rows, as for the other rules.
MEASURED: Final = """([wanted, rule, beyond]) => {
  const kindOf = new Map(wanted.flatMap((kind) => window.kindsOfText.get(kind).map((element) => [element, kind])))
  const seen = [...kindOf.keys()].filter((element) => !element.closest(beyond))
  if (!seen.length) return {bad: [], good: [], undecided: []}
  const options = {runOnly: {type: "rule", values: [rule]}, resultTypes: ["violations", "passes", "incomplete"],
    preload: false, iframes: false, elementRef: true}
  return axe.run({include: seen, exclude: [beyond]}, options).then(({violations, passes, incomplete}) => ({
    bad: violations.flatMap(({id, nodes}) => nodes.map(
      (node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`)),
    good: passes.flatMap(({nodes}) => nodes.map(({element}) => kindOf.get(element))),
    undecided: [...new Set(incomplete.flatMap(({nodes}) => nodes.map(({element}) => kindOf.get(element))))]
  }))
}"""


def faults_of_contrast(page: Page, beyond: str) -> list[str]:
    """Texts that are hard to read on the page as it looks now; axe is already there."""
    wanted = [kind for kind in page.evaluate(KINDS) if kind not in _good and _undecided[kind] < UNDECIDED]
    if not wanted:
        return []
    told: dict[str, Any] = page.evaluate(MEASURED, [wanted, RULE, beyond])
    _good.update(kind for kind in told["good"] if kind and kind != CROSSED)
    _undecided.update(kind for kind in told["undecided"] if kind and kind != CROSSED)
    return told["bad"]
