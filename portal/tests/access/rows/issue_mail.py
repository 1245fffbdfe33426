"""Mail that came in: whoever reads issues reads it, whoever works on issues decides; participants learn of nothing."""

from portal.tests.access.profiles import SIGNED_IN, SUPERVISOR, Row, endpoint, form, page, profile

M = "issues:mail"
READERS = profile(
    participants="missing", staff="forbidden", manager="ok", colleague="ok", auditor="ok", supervisor="ok"
)
JUDGES = READERS | {"auditor": "forbidden"}
# Through the API whoever reads no issues finds no mail.
FOUND = profile(participants="missing", staff="missing", manager="ok", colleague="ok", auditor="ok", supervisor="ok")

ROWS: dict[str, Row] = {
    M + "-list": page(READERS),
    M + "box": page(READERS),
    M + "box-end-addresses": form(SUPERVISOR),
    M + "-detail": page(READERS, of="strangers_mail"),
    M + "-release": form(JUDGES, of="strangers_mail"),
    M + "-to-letter": form(JUDGES, of="strangers_mail"),
    M + "-note": form(JUDGES, of="strangers_mail"),
    M + "-open": form(JUDGES, of="strangers_mail"),
    M + "-discard": form(JUDGES, of="mail"),
    "rest:incoming-mails-list": endpoint(get=SIGNED_IN),
    "rest:incoming-mails-detail": endpoint(get=FOUND, of="mail"),
}
