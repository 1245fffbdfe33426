"""What came of training: attendance, tests, certificates, transcripts, and the public page."""

from portal.tests.access.profiles import (
    API_OWN_ROW,
    DESK,
    MY,
    PUBLIC,
    SIGNED_IN,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
    row,
)

T = "training:"
A = "rest:"

TRAINERS = profile(participants="missing", staff="forbidden", coordinator="ok", supervisor="ok")
# A learner's own, and for an administrator those of all people of the company.
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
# The method is refused before any row is looked for.
MY_METHOD = profile(participants="method", staff="missing")
ONESELF = MY_OWN | {"org_admin": "forbidden"}
API_WRITE = TRAINERS | {"member": "forbidden", "org_admin": "forbidden"}
API_CREATE = profile(participants="forbidden", staff="forbidden", coordinator="ok", supervisor="ok")
API_ONESELF = profile(participants="missing", staff="forbidden", member="ok", org_admin="forbidden")
A_DAY = {"ref": "result_session", "number": "=1"}

ROWS: dict[str, Row] = {
    "verify": form(PUBLIC),
    "verify-number": form(PUBLIC, of={"number": "certificate.number"}),
    T + "certificate-list": page(DESK),
    T + "certificate-detail": page(DESK, of="certificate"),
    T + "certificate-file": page(DESK, of="certificate"),
    T + "certificate-revoke": form(TRAINERS, of="certificate"),
    T + "certificate-reissue": form(TRAINERS, of="certificate"),
    T + "certificate-add": form(TRAINERS, of="learner"),
    T + "transcript": page(DESK, of="learner"),
    T + "completion-import": form(TRAINERS),
    T + "completion-import-template": page(TRAINERS),
    T + "evidence-list": page(DESK),
    T + "evidence-add": form(TRAINERS),
    T + "evidence-end": button(TRAINERS, of={"pk": "proof.pk"}),
    T + "result-strike": form(TRAINERS, of="test_result"),
    T + "session-results": page(DESK, of="result_session"),
    T + "session-evaluations": page(DESK, of="result_session"),
    T + "session-scores": form(TRAINERS, of="result_session"),
    T + "session-certify": form(TRAINERS, of="result_session"),
    T + "session-attendance": form(TRAINERS, of=A_DAY),
    T + "session-code": button(TRAINERS, of=A_DAY),
    "my-training": page(MY),
    "my-certificates": page(MY),
    "my-certificate": row(get=MY_OWN, post=MY_METHOD, of="certificate"),
    "my-certificate-file": row(get=MY_OWN, post=MY_METHOD, of="certificate"),
    "my-transcript": row(get=MY_OWN, post=MY_METHOD, of="learner"),
    "my-check-in": form(ONESELF, of="seat"),
    "my-evaluate": form(ONESELF, of="seat"),
    A + "certificates-list": endpoint(get=SIGNED_IN, post=API_CREATE),
    A + "certificates-detail": endpoint(get=API_OWN_ROW, of="certificate"),
    A + "certificates-revoke": endpoint(post=API_WRITE, of="certificate"),
    A + "certificates-reissue": endpoint(post=API_WRITE, of="certificate"),
    A + "certificates-download": endpoint(get=API_OWN_ROW, of="certificate"),
    A + "attendance-list": endpoint(get=SIGNED_IN),
    A + "attendance-detail": endpoint(get=API_OWN_ROW, of="seat"),
    A + "attendance-mark": endpoint(post=API_WRITE, of="seat"),
    A + "attendance-check-in": endpoint(post=API_ONESELF, of="seat"),
    A + "attendance-evaluate": endpoint(post=API_ONESELF, of="seat"),
    A + "test-results-list": endpoint(get=SIGNED_IN, post=profile(participants="forbidden", staff="ok")),
    A + "test-results-detail": endpoint(get=API_OWN_ROW, of="test_result"),
    A + "test-results-strike-out": endpoint(post=API_WRITE, of="test_result"),
}
