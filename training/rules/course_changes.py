"""What follows from changing a course, in sentences: read before it is saved."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ahead:
    """What stands on the course today. `paths`: learning paths that would lack a prerequisite, with its code."""

    sessions: int = 0
    people: int = 0
    paths: tuple[tuple[str, str], ...] = ()


def consequences(changed: Collection[str], ahead: Ahead, *, leaves: bool = False) -> list[str]:
    """The sentences for a set of changed fields; `leaves`: the course is no longer offered."""
    told: list[str] = []
    if leaves:
        told.append("It is no longer offered or recommended; people find it in the catalog as historic.")
    if ahead.sessions and changed:
        told.append(_sessions(ahead, titled="title" in changed))
    if "prerequisites" in changed:
        told.append("Prerequisites are shown to whoever enrolls from now on; nobody loses a seat.")
    told += [f"The learning path “{title}” does not have {code} before this course." for title, code in ahead.paths]
    if {"tested", "passing_percent", "attempts"} & set(changed):
        told.append("Test results entered from now on are judged by the new rule; earlier ones stay as they were.")
    if {"validity_months", "ceh"} & set(changed):
        told.append("Certificates issued from now on follow the new rule; issued ones stay as they were printed.")
    if "need_approval" in changed:
        told.append("Sessions planned from now on begin with the new setting; planned ones keep theirs.")
    if changed:
        told.append("The defaults that come with the portal leave this course alone from now on.")
    return told


def _sessions(ahead: Ahead, *, titled: bool) -> str:
    sessions = f"{ahead.sessions} session{'' if ahead.sessions == 1 else 's'} ahead"
    people = f" with {ahead.people} {'person' if ahead.people == 1 else 'people'}" if ahead.people else ""
    kept = "keep" if ahead.sessions > 1 else "keeps"
    renamed = ", and show the new title unless they have one of their own" if titled else ""
    return f"{sessions}{people} {kept} the version of the course and the seats{renamed}."
