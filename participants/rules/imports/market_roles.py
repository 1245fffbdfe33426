"""The six registration types of the official list, and how its columns and names spell them."""

import re

from .cells import squeezed

# One sheet per type, in the order of the official workbook.
OFFICIAL_ROLES = ("CRRAH", "IMRE", "LSE", "QSE", "RE", "TDSP")

# Codes and full names, squeezed; a bracket behind a name is a role only when it is one of these.
_NAMES = {
    "CRRAH": ("crrah", "crraccountholder", "congestionrevenuerightaccountholder"),
    "IMRE": ("imre", "independentmisregisteredentity", "independentmarketinformationsystemregisteredentity"),
    "LSE": ("lse", "loadservingentity"),
    "QSE": ("qse", "qualifiedschedulingentity"),
    "RE": ("re", "resourceentity"),
    "TDSP": ("tdsp", "transmissionanddistributionserviceprovider", "transmissionandordistributionserviceprovider"),
}
# The type column may name a profile instead; it counts as the type the profile belongs to.
_PROFILES = {
    "CRRAH": ("crr",),
    "LSE": ("cr", "competitiveretailer", "rep", "retailelectricprovider", "noie", "else"),
    "QSE": ("sqse", "subqse", "daoqse"),
    "TDSP": ("tsp", "dsp", "transmissionserviceprovider", "distributionserviceprovider"),
}
_BY_NAME = {spelling: role for role, spellings in _NAMES.items() for spelling in spellings}
_BY_TYPE = _BY_NAME | {spelling: role for role, spellings in _PROFILES.items() for spelling in spellings}
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)$")


def roles_named(text: str) -> frozenset[str]:
    """The registration types a text names: "LSE - NOIE" is LSE, "QSE/LSE" is both, anything unknown is none."""
    if role := _BY_TYPE.get(squeezed(text)):
        return frozenset({role})
    words = (_BY_TYPE.get(word.casefold()) for word in re.findall(r"[A-Za-z]+", text))
    return frozenset(role for role in words if role)


def split_role(name: str) -> tuple[str, str]:
    """A company name without the role in brackets at its end, and that role; other brackets belong to the name."""
    found = _LAST_BRACKET.search(name)
    role = _BY_NAME.get(squeezed(found[1]), "") if found else ""
    if not role:
        return name, ""
    return name[: found.start()].rstrip(), role
