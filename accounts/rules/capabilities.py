"""Who may do what, at large: role -> capabilities. The only table of rights of the staff side.

What a level adds may be changed at the desk (`LevelRights`): each person carries the rights of the level then; None
says that the level adds what stands here.

A capability says what a person may do to *some* row; whether to *this* row is decided by the functions
in each app's permissions.py, which also look at assignments. Participants' users have no capability:
what they may do follows from their membership.
"""

from collections.abc import Collection
from typing import Final

from accounts.choices import Level, Role

DESK: Final = frozenset({"desk.enter", "participants.view", "training.view"})

OF_ROLE: Final[dict[str, frozenset[str]]] = {
    Role.ACCOUNT_MANAGER: DESK
    | {
        "applications.view",
        "participants.edit_assigned",
        "participants.see_health",
        "participants.add",
        "participants.break_glass",
        "participants.invite",
        "participants.export",
        "training.enroll",
        "knowledge.draft",
        "issues.view",
        "issues.work",
    },
    Role.SUPERVISOR: DESK
    | {
        "applications.view",
        "participants.edit_assigned",
        "participants.see_health",
        "participants.edit_all",
        "participants.add",
        "participants.see_restricted",
        "participants.restrict",
        "participants.qualify",
        "participants.suspend",
        "participants.assign",
        "participants.import",
        "participants.join",
        "participants.invite",
        "participants.export",
        "staff.view",
        "staff.manage",
        "catalog.edit",
        "requirements.review_any",
        "requirements.waive",
        "calendars.edit",
        "training.design",
        "training.enroll",
        "training.manage",
        "knowledge.draft",
        "knowledge.write",
        "knowledge.review",
        "issues.view",
        "issues.work",
        "issues.oversee",
        "issues.answer_complex",
        "issues.judge_guidance",
        "issues.escalate_high",
        "participants.hold_medium",
        "participants.hold_high",
        "participants.mentor",
        "referrals.answer",
        "outbox.view",
        "outbox.retry",
        "protection.disclose",
        "audit.view",
        "rooms.open",
        "admin.enter",
        "admin.view",
    },
    Role.SPECIALIST: DESK | {"requirements.review", "referrals.answer"},
    Role.TRAINING_COORDINATOR: DESK
    | {
        "requirements.review",
        "referrals.answer",
        "training.design",
        "training.enroll",
        "training.manage",
        "knowledge.draft",
        "knowledge.write",
        "knowledge.review",
    },
    Role.AUDITOR: DESK
    | {
        "applications.view",
        "participants.see_restricted",
        "participants.see_health",
        "participants.export",
        "issues.view",
        "staff.view",
        "outbox.view",
        "audit.view",
        "rooms.read",
        "admin.enter",
        "admin.view",
    },
    # Does not enter the desk: sees what a room opens, and nothing else.
    Role.EXTERNAL_AUDITOR: frozenset({"rooms.read"}),
}

# What a level adds to its role, unless it was changed at the desk.
OF_LEVEL: Final[dict[str, frozenset[str]]] = {
    Level.ONE: frozenset(),
    Level.TWO: frozenset(
        {
            "participants.qualify",
            "participants.hold_medium",
            "issues.answer_complex",
            "knowledge.write",
        }
    ),
    Level.SENIOR: frozenset(
        {
            "participants.qualify",
            "participants.mentor",
            "participants.hold_medium",
            "participants.hold_high",
            "issues.answer_complex",
            "issues.judge_guidance",
            "issues.escalate_high",
            "requirements.waive",
            "staff.view",
            "knowledge.write",
            "knowledge.review",
            "training.design",
        }
    ),
}

LEVELS: Final = tuple(Level.values)
EVERY: Final = frozenset().union(*OF_ROLE.values(), *OF_LEVEL.values())


def holders(capability: str) -> tuple[list[str], list[str]]:
    """The roles that bring a capability, and the levels to which the default adds it."""
    roles = [role for role, held in OF_ROLE.items() if capability in held]
    return roles, [level for level, held in OF_LEVEL.items() if capability in held]


def capabilities(role: str, level: str = "", rights: Collection[str] | None = None) -> frozenset[str]:
    """All capabilities of a role at a level; none for participants' users.

    `rights` is what was chosen at the desk that the level adds; None says that nothing was, so the default holds.
    """
    if not role:
        return frozenset()
    if not level:
        return OF_ROLE[role]
    return OF_ROLE[role] | (OF_LEVEL[level] if rights is None else frozenset(rights))


# Django's admin asks for model permissions: what each action there needs in our words.
ADMIN_ACTION: Final[dict[str, str]] = {
    "view": "admin.view",
    "add": "catalog.edit",
    "change": "catalog.edit",
    "delete": "catalog.edit",
}


def answers_permission(permission: str, held: frozenset[str]) -> bool:
    """Whether `held` covers one of Django's permissions, e.g. `accounts.change_department`."""
    action = permission.rpartition(".")[2].partition("_")[0]
    return ADMIN_ACTION.get(action, permission) in held
