"""Who visits which page of the portal: read from the resolver and the access matrix, so that none is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from portal.tests.access.addresses import Address, addresses
from portal.tests.access.rows import ROWS, value

KNOWN: Final = {address.key: address for address in addresses()}
# Persona of the access matrix -> person of the demo. The supervisor has a second factor, the others have none.
VISITORS: Final = {
    "supervisor": "supervisor",
    "manager": "manager",
    "auditor": "auditor",
    "specialist": "specialist",
    "org_admin": "org_admin",
    "member": "analyst",
    "agent": "agent",
    "prospect": "prospect",
    "anonymous": "",
}
LET_IN: Final = {"ok", "confirm"}  # the crawl's sessions have confirmed themselves

# -- addresses that answer GET, and whom the matrix lets in, with no page ---------------------------------------------
NO_PAGE: Final = {
    "participants:qse-options": "suggestions below a field",
    "issues:dispute-file": "a download",
    "my-connection-metadata": "a download",
    "issues:settlement-template": "a download",
    "issues:marketrak-template": "a download",
    "my-dispute-file": "a download",
    "my-marketrak-template": "a download",
    "participants:company-options": "suggestions below a field",
    "dashboards:figures": "part of the dashboard",
    "participants:import-progress": "part of the import's page",
    "participants:import-template": "a download",
    "participants:import-refused-rows": "a download",
    "participants:official-letter": "a download",
    "participants:change-evidence": "a download",
    "my-change-evidence": "a download",
    "my-official-letter": "a download",
    "my-checklist-evidence": "a download",
    "issues:issue-file": "a download",
    "my-issue-file": "a download",
    "my-issue-severity": "part of the form by which one asks",
    "library-suggestions": "suggestions below a field",
    "participants:follow-up-preview": "part of the follow-up's form",
    "participants:plan-task-preview": "part of the form of a task",
    "participants:plan-paper": "a download",
    "participants:plan-review-brief": "a download",
    "my-plan-paper": "a download",
    "participants:interaction-people": "part of an interaction's form",
    "issues:held-file": "a download",
    "training:course-import-template": "a download",
    "training:course-material": "a download",
    "training:session-import-template": "a download",
    "training:session-ics": "a download",
    "my-session-ics": "a download",
    "my-seats-ics": "a download",
    "training:certificate-file": "a download",
    "training:completion-import-template": "a download",
    "my-certificate-file": "a download",
    "my-course-material": "a download",
    "issues:referral-file": "a download",
    "participants:letter-file": "a download",
    "issues:systemic-progress": "part of the systemic issue's page",
    "participants:obligation-file": "a download",
    "my-obligation-file": "a download",
    "participants:checklist-past": "part of the checklist's page",
    "participants:checklist-plan-preview": "part of the plan's form",
    "participants:evidence-download": "a download",
    "accounts:saved-view-bar": "part of a list",
    "worklist-count": "a number for the menu",
    "worklist-first": "part of the home",
    "issues:issue-counts": "numbers for the queue",
    "issues:issue-step": "leads to the next issue",
    "issues:bulk-progress": "part of the deed's page",
    "calendars:calendar-runs": "part of the calendar's page",
    "outbox:notification-unread": "a number for the bell",
    "outbox:notification-latest": "the bell's list",
    "outbox:operations-figures": "part of the operations page",
    "issues:issue-import-template": "a download",
    "issues:issue-drafts": "drafts for the page's script",
    "my-issue-drafts": "drafts for the page's script",
    "my-issue-ask-draft": "drafts for the page's script",
    "mfa_login_webauthn": "a question of the sign-in page's script",
    "admin:jsi18n": "a script",
    "healthz": "for machines",
}
API_PAGES: Final = {"rest:docs"}  # the rest of the API answers in JSON
# -- addresses that lead elsewhere: anybody, whoever is signed in, whoever is not -------------------------------------
ANYBODY: Final = {
    "admin:login": "admin:index",
    "admin:logout": "account_logout",
    "admin:password_change": "account_change_password",
    "admin:accounts_department_history": "history:history-list",
    "admin:calendars_reminderplan_history": "history:history-list",
    "admin:participants_participant_history": "history:history-list",
    "company-sign-in-finish": "account_login",
    "company-sign-in-callback": "account_login",
}
SIGNED_IN: Final = {
    "account_login": "home",
    "account_signup": "home",
    "account_request_login_code": "home",
    "account_confirm_login_code": "home",
    "mfa_authenticate": "home",
    "account_email_verification_sent": "account_email",
    "account_set_password": "account_change_password",
}
SIGNED_OUT: Final = {
    "account_logout": "account_login",
    "account_email_verification_sent": "account_login",
    "account_confirm_login_code": "account_request_login_code",
    "mfa_authenticate": "account_login",
}
WITHOUT_FACTOR: Final = {
    "mfa_reauthenticate": "account_reauthenticate",
    "mfa_reauthenticate_webauthn": "account_reauthenticate",
}
WITH_FACTOR: Final = {"mfa_activate_totp": "mfa_deactivate_totp"}
# -- what the matrix' world has not, and the crawl's has: mails in files, second factors ------------------------------
PASSKEY: Final = (("pk", "passkey.pk"),)
ONLY_HERE: Final = {
    "outbox:mailbox": (),
    "outbox:mail": (("name", "mail_file"), ("number", "mail_number")),
    "mfa_deactivate_totp": (),
    "mfa_view_recovery_codes": (),
    "mfa_edit_webauthn": PASSKEY,
    "mfa_remove_webauthn": PASSKEY,
}
# -- Django's administration: every list; what follows it for one catalog, one with parts, and one that is only read --
ADMIN: Final = "admin"
OPENED: Final = ("accounts_department", "calendars_reminderplan", "participants_participant")
ADMIN_READ: Final = {
    "admin:index",
    "admin:participants_participant_changelist",
    "admin:accounts_department_change",
}
# -- steps on the way in: `arrivals.py` brings a session that has come so far -----------------------------------------
ARRIVALS: Final = (
    "account_set_password",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "account_reset_password_from_key",
    "mfa_authenticate",
)


@dataclass(frozen=True)
class Stop:
    """One page of a tour; `session` where it is not the visitor's own."""

    key: str
    path: str
    session: str | None = None


def pages() -> set[str]:
    """Every address that answers GET with a page to somebody."""
    return {key for key in KNOWN if _is_page(key)}


def unnamed(named: dict[str, Any]) -> dict[str, str]:
    """Pages whose address names a row that the crawl's world has not, with that name."""
    told = {key: [one.partition(".")[0] for _, one in _names(key) if not one.startswith("=")] for key in pages()}
    return {key: one for key, names in told.items() for one in names if one not in named}


def tour(persona: str) -> list[str]:
    """The addresses whose pages a persona visits, in the resolver's order."""
    return [key for key in KNOWN if _is_page(key) and _lets_in(key, persona) and key not in elsewhere(persona)]


def elsewhere(persona: str) -> dict[str, str]:
    """Where addresses lead the persona instead of showing a page."""
    if persona == "anonymous":
        return ANYBODY | SIGNED_OUT
    factors = WITH_FACTOR if persona == "supervisor" else WITHOUT_FACTOR
    told = ANYBODY | SIGNED_IN | factors
    if persona in ("org_admin", "member", "agent", "prospect"):
        return {"home": "my-home"} | {key: "my-home" if target == "home" else target for key, target in told.items()}
    return told


def stop(key: str, named: dict[str, Any]) -> Stop:
    return Stop(key, path_of(key, named))


def path_of(key: str, named: dict[str, Any]) -> str:
    return KNOWN[key].path({name: value(named, told) for name, told in _names(key)})


def led_elsewhere(persona: str) -> Iterator[tuple[str, str]]:
    """The addresses that lead the persona elsewhere, and where."""
    for key, target in elsewhere(persona).items():
        if _lets_in(key, persona):
            yield key, target


def _names(key: str) -> tuple[tuple[str, str], ...]:
    return ONLY_HERE.get(key, ROWS[key].names)


def _lets_in(key: str, persona: str) -> bool:
    if key in ONLY_HERE:
        return persona == "supervisor"
    if persona == "auditor" and key.startswith(ADMIN) and key not in ADMIN_READ:
        return False
    given = ROWS[key].get
    return given is not None and given.get(persona) in LET_IN


def _is_page(key: str) -> bool:
    if key in ONLY_HERE:
        return True
    given = ROWS[key].get
    if key in NO_PAGE or key in ANYBODY or given is None or not LET_IN & set(given.values()):
        return False
    if key.startswith("rest:"):
        return key in API_PAGES
    return not key.startswith(ADMIN) or _is_looked_at(KNOWN[key])


def _is_looked_at(address: Address) -> bool:
    """A page of the administration: a list, or a page of the models that are opened."""
    if address.key == address.route:  # the old form of a row's address, which leads to the new one
        return False
    return (
        not address.parameters
        or address.key == "admin:app_list"
        or address.key.startswith(tuple(f"admin:{model}_" for model in OPENED))
    )
