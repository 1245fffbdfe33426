"""Sign-in through a company's own provider: set up by its administrators alone, overseen by supervisors."""

from portal.tests.access.profiles import (
    DESK,
    MY_MEMBERS_ADMIN,
    PUBLIC,
    SUPERVISOR,
    Row,
    button,
    form,
    page,
    profile,
    row,
)

# Each administers the own company; the rows are Prairie Lantern's.
OWN = profile(participants="missing", staff="missing", org_admin="ok")
METHOD = profile(participants="method", staff="missing", prospect="missing")
# Whether somebody may is asked before how.
ADMINISTRATORS_METHOD = METHOD | {"member": "forbidden", "agent": "forbidden"}
ANYBODY = profile(nobody="ok", participants="ok", staff="ok")
ANY_METHOD = profile(nobody="method", participants="method", staff="method")

ROWS: dict[str, Row] = {
    "company-sign-in": form(PUBLIC),
    "company-sign-in-finish": page(ANYBODY),
    "company-sign-in-callback": page(ANYBODY, of="sign_in_connection"),
    "company-sign-in-acs": row(get=ANY_METHOD, post=ANYBODY, of="sign_in_connection"),
    "my-connection-metadata": row(get=OWN, post=METHOD, of="sign_in_connection"),
    "company-sign-in-trial": button(OWN, of="sign_in_connection"),
    "my-sign-in": row(get=MY_MEMBERS_ADMIN, post=METHOD),
    "my-connection-add": form(MY_MEMBERS_ADMIN),
    "my-connection-change": form(OWN, of="sign_in_connection"),
    "my-connection-step": button(OWN, of={"ref": "sign_in_connection", "step": "=on"}),
    "my-domain-add": row(get=ADMINISTRATORS_METHOD, post=MY_MEMBERS_ADMIN),
    "my-domain-drop": button(OWN, of="sign_in_domain"),
    "my-factor": row(get=ADMINISTRATORS_METHOD, post=MY_MEMBERS_ADMIN),
    "participants:sign-in-list": page(DESK),
    "participants:sign-in-domain-confirm": button(SUPERVISOR, of="sign_in_domain"),
    "participants:sign-in-domain-drop": button(SUPERVISOR, of="sign_in_domain"),
    "participants:sign-in-connection-off": button(SUPERVISOR, of="sign_in_connection"),
}
