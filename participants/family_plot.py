"""A picture of a participant's family and of those who act for it: boxes, each under the one it belongs to.

It is narrow and grows downward, so that it is read on a phone as on a wide screen. Plain numbers.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

from participants.choices import Relation
from participants.family_reading import Family
from participants.relationships import Line

WIDTH: Final = 360
ROW: Final = 48
BOX: Final = 38
INDENT: Final = 22
MOST_BOXES: Final = 24
MOST_OF_A_GROUP: Final = 4
LETTER: Final = 7.4
BESIDE: Final = {
    Relation.AGENTS: "agent",
    Relation.PRINCIPALS: "acts for it",
    Relation.REPRESENTATIVES: "represents it",
    Relation.REPRESENTED: "represented by it",
}


@dataclass(frozen=True, slots=True)
class Box:
    """One company; `link` are the points of the line from the box it hangs on."""

    name: str
    ref: str
    label: str
    note: str
    tone: str
    x: int
    y: int
    width: int
    link: str
    under: str

    @property
    def text_x(self) -> int:
        return self.x + 10

    @property
    def name_y(self) -> int:
        return self.y + 16

    @property
    def note_y(self) -> int:
        return self.y + 31


@dataclass(frozen=True, slots=True)
class Picture:
    boxes: list[Box]
    width: int
    height: int
    left_off: int


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    ref: str
    note: str
    tone: str
    depth: int
    above: int | None


def picture_of(family: Family, lines: Iterable[Line]) -> Picture | None:
    """None where the company stands alone."""
    nodes = _nodes(family, list(lines))
    if len(nodes) < 2:
        return None
    drawn = nodes[:MOST_BOXES]
    boxes = [
        _box(node, row, drawn[node.above].name if node.above is not None else "") for row, node in enumerate(drawn)
    ]
    return Picture(boxes, WIDTH, ROW * len(boxes), len(nodes) - len(drawn))


def _nodes(family: Family, lines: list[Line]) -> list[_Node]:
    """From the top down; whatever has two parents stands under the first of them."""
    found: list[_Node] = []
    seen: set[Hashable] = set()
    below: dict[Hashable, list[Hashable]] = {}
    reached = {family.participant.pk, *family.standings}
    for tie in family.ties:
        if {tie.child, tie.parent} <= reached:
            below.setdefault(tie.parent, []).append(tie.child)
    has_parent = {child for children in below.values() for child in children}

    upward = _upward(family)

    def draw(key: Hashable, depth: int, above: int | None) -> None:
        if key in seen or depth > 8:
            return
        seen.add(key)
        company, standing = family.companies[key], family.standings.get(key)
        itself = standing is None
        tone = "self" if itself else "closed" if company.closed else "inside" if company.ref else "outside"
        note = "this participant" if itself else _note(standing.relation, company.ref, company.closed)
        found.append(_Node(company.name, company.ref, note, tone, depth, above))
        row = len(found) - 1
        if itself:
            _beside(lines, depth + 1, row, found)
        for child in sorted(below.get(key, ()), key=lambda one: (one not in upward, str(one))):
            # What else a closed company owns is its own fact.
            if not company.closed or child in upward:
                draw(child, depth + 1, row)

    for key in sorted(reached - has_parent, key=str):
        draw(key, 0, None)
    return found


def _upward(family: Family) -> set[Hashable]:
    """The company and what stands above it: drawn before its siblings, so that the line to it is short."""
    above = {key for key, standing in family.standings.items() if standing.relation == Relation.PARENTS}
    return above | {family.participant.pk}


def _note(relation: Relation, ref: str, closed: bool) -> str:
    words = {Relation.PARENTS: "above it", Relation.SUBSIDIARIES: "below it"}.get(relation, "affiliate")
    return words if ref or closed else f"{words}, outside the market"


def _beside(lines: list[Line], depth: int, above: int, found: list[_Node]) -> None:
    """Those who are no family by ownership hang on the company itself, a few of each group."""
    told = [line for line in lines if line.tie is not None and line.relation == Relation.AFFILIATES]
    for line in told[:MOST_OF_A_GROUP]:
        found.append(_Node(line.name, line.ref, line.what.lower(), "beside", depth, above))
    for relation, note in BESIDE.items():
        group = [line for line in lines if line.relation == relation]
        for line in group[:MOST_OF_A_GROUP]:
            found.append(_Node(line.name, line.ref, note, "beside", depth, above))
        if len(group) > MOST_OF_A_GROUP:
            rest = len(group) - MOST_OF_A_GROUP
            found.append(_Node(f"and {rest} more", "", note, "beside", depth, above))


def _box(node: _Node, row: int, under: str) -> Box:
    x, y = node.depth * INDENT + 1, row * ROW + 4
    width = WIDTH - x - 2
    most = int((width - 20) / LETTER)
    label = node.name if len(node.name) <= most else f"{node.name[: most - 1].rstrip()}…"
    link = ""
    if node.above is not None:
        start = node.above * ROW + 4 + BOX
        spine = x - INDENT + 11
        link = f"{spine},{start} {spine},{y + BOX // 2} {x},{y + BOX // 2}"
    return Box(node.name, node.ref, label, node.note, node.tone, x, y, width, link, under)
