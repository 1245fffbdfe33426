"""What a level of account managers may be given, in the words of whoever decides it. Pure: what is wrong with a choice.

A level adds rights to those of every account manager. What belongs to another role never becomes a level's.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from accounts.choices import Level, Role
from accounts.rules.capabilities import EVERY, LEVELS, OF_LEVEL, OF_ROLE


@dataclass(frozen=True, slots=True)
class Right:
    """A right that levels may add: its name, what it lets somebody do, what has to be held as well."""

    label: str
    about: str
    needs: tuple[str, ...] = ()


OFFERED: Final[dict[str, Right]] = {
    "participants.hold_medium": Right(
        "Look after medium complexity", "Be assigned to participants marked medium without anybody accepting it."
    ),
    "participants.hold_high": Right(
        "Look after high complexity",
        "Be assigned to participants marked high without anybody accepting it.",
        needs=("participants.hold_medium",),
    ),
    "issues.answer_complex": Right(
        "Answer complex matters alone",
        "Answers on complex categories and participants of high complexity leave without release by the mentor.",
    ),
    "issues.escalate_high": Right(
        "Escalate to the upper levels", "Raise, plan and end escalations of the levels that need seniority."
    ),
    "issues.judge_guidance": Right(
        "Judge guidance", "Settle differing guidance and approve answers for everybody, never the own words."
    ),
    "participants.mentor": Right(
        "Be a mentor", "Accompany colleagues, release their answers, mark what they know, mark complexity."
    ),
    "participants.qualify": Right(
        "Approve and qualify", "Approve applications for registration and qualify registrations."
    ),
    "requirements.waive": Right(
        "Decide about waivers", "Waive mandatory items as the second person, or say that they do not apply."
    ),
    "knowledge.write": Right("Write articles", "Own articles of the library and write in any draft."),
    "knowledge.review": Right("Review articles", "Publish what somebody else has written.", needs=("knowledge.write",)),
    "training.design": Right("Design training", "Work on training needs: from what goes wrong to the class."),
    "training.manage": Right("Run training", "Plan sessions and keep seats, attendance, results and certificates."),
    "staff.view": Right("Oversee the staff", "Read invitations, levels and what is to be handed over."),
}

# What every account manager holds, whatever the level: not a level's to add or to take.
FIXED: Final = OF_ROLE[Role.ACCOUNT_MANAGER]
OF_SUPERVISORS: Final = "Only supervisors: “{right}” decides about colleagues, participants or the rules of all."
OF_DEPARTMENTS: Final = "Only departments: “{right}” is their own judgment."
OF_OVERSIGHT: Final = "Only supervisors and auditors: “{right}” reads over everybody."
OF_AUDITORS: Final = "Only auditors: “{right}” reads what a room opens to them."
UNKNOWN: Final = "There is no right “{right}”."
# Why what is not offered is never a level's; a test holds it against the table of all rights.
NEVER: Final[dict[str, str]] = {
    **dict.fromkeys(("requirements.review", "referrals.answer"), OF_DEPARTMENTS),
    "rooms.read": OF_AUDITORS,
    **dict.fromkeys(
        ("participants.see_restricted", "outbox.view", "audit.view", "admin.enter", "admin.view"), OF_OVERSIGHT
    ),
    **dict.fromkeys(
        (
            "participants.edit_all",
            "participants.restrict",
            "participants.suspend",
            "participants.assign",
            "participants.import",
            "participants.join",
            "staff.manage",
            "catalog.edit",
            "calendars.edit",
            "requirements.review_any",
            "issues.oversee",
            "outbox.retry",
            "protection.disclose",
            "rooms.open",
        ),
        OF_SUPERVISORS,
    ),
}
# So many active colleagues have to be left for a right, because nobody decides about the own work.
AT_LEAST: Final[dict[str, tuple[int, str]]] = {
    "knowledge.review": (2, "nobody reviews what he or she wrote"),
    "requirements.waive": (2, "a waiver takes a second person"),
    "issues.judge_guidance": (2, "nobody judges the own answers"),
    "participants.qualify": (1, "registrations would stay unqualified"),
    "knowledge.write": (1, "articles would have no owner"),
    "training.design": (1, "training needs would stay undecided"),
    "training.manage": (1, "sessions would have nobody who runs them"),
    "participants.mentor": (1, "held answers would wait for nobody"),
}
LABELS: Final[dict[str, str]] = dict(Level.choices)


def defaults() -> dict[str, frozenset[str]]:
    """What each level adds unless it was changed."""
    return {level: OF_LEVEL[level] for level in LEVELS}


def label_of(right: str) -> str:
    return OFFERED[right].label if right in OFFERED else right


def objections(wanted: Mapping[str, Collection[str]]) -> list[str]:
    """What is wrong with a choice of rights for all levels, in sentences; nothing where it holds together."""
    found = [_never(right) for right in sorted(set().union(*wanted.values()) - OFFERED.keys())]
    for level in LEVELS:
        for right in OFFERED:
            lacks = [one for one in OFFERED[right].needs if right in wanted[level] and one not in wanted[level]]
            found += [f"{LABELS[level]}: “{label_of(right)}” goes with “{label_of(one)}”." for one in lacks]
    for lower, upper in zip(LEVELS, LEVELS[1:], strict=False):
        lost = [right for right in OFFERED if right in wanted[lower] and right not in wanted[upper]]
        found += [
            f"“{label_of(right)}”: {LABELS[upper]} holds whatever {LABELS[lower]} holds; tick it there too."
            for right in lost
        ]
    return found


def too_few(right: str, before: int, after: int) -> str:
    """Why a change that leaves so many colleagues with a right is refused; "" where it leaves enough or no fewer."""
    least, because = AT_LEAST.get(right, (0, ""))
    if after >= least or after >= before:
        return ""
    left = {0: "nobody", 1: "one colleague only"}[after]
    return f"“{label_of(right)}” would be left to {left}: {because}."


def difference(before: Collection[str], after: Collection[str]) -> tuple[list[str], list[str]]:
    """What is gained and what is lost, as labels in the order of the page."""
    gained = [right.label for code, right in OFFERED.items() if code in after and code not in before]
    lost = [right.label for code, right in OFFERED.items() if code in before and code not in after]
    return gained, lost


def _never(right: str) -> str:
    if right in FIXED:
        return f"“{right}” comes with the role of an account manager; no level adds or takes it."
    return (NEVER[right] if right in EVERY else UNKNOWN).format(right=right)
