"""What one version of a block changes against another, in words."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

from participants.rules.requirements.asks import Ask
from participants.rules.requirements.items import Dependency, Item

Changes = dict[str, list[str]]

FIELDS: Final = tuple(field.name for field in fields(Item) if field.name != "code")
WORDS: Final = {
    "form_codes": "forms",
    "reviewers": "reviewers",
    "dependencies": "waits for",
    "least_days": "least days",
    "typical_days": "typical days",
    "day_kind": "calendar",
    "lead_note": "note on the days",
    "flight": "test flight",
    "asks": "fields",
    "reusable": "counts for the whole company",
    "by_operator": "brought about by the operator",
    "tag": "how sure",
    "effective_from": "in effect from",
    "effective_to": "in effect until",
}


def differences(old: Sequence[Item], new: Sequence[Item]) -> Changes:
    """`{what: [before, after]}`: items that come and go, each changed field, and the order; empty when all is alike."""
    before, after = {one.code: one for one in old}, {one.code: one for one in new}
    found: Changes = {code: [item.title, ""] for code, item in before.items() if code not in after}
    for code, item in after.items():
        if code not in before:
            found[code] = ["", item.title]
        else:
            found |= {f"{code} {what}": values for what, values in of_item(before[code], item).items()}
    kept = [code for code in before if code in after]
    order = [code for code in after if code in before]
    return found if kept == order else found | {"order": [", ".join(kept), ", ".join(order)]}


def of_item(old: Item, new: Item) -> Changes:
    """The fields of an item that differ."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in FIELDS)
    return {WORDS.get(name, name): [in_words(a), in_words(b)] for name, a, b in pairs if a != b}


def in_words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(one.in_words() if isinstance(one, Dependency | Ask) else one for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
