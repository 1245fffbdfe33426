"""What came of training: attendance, tests, certificates, transcripts, and the public page."""

from portal.tests.access.profiles import PUBLIC, Row, form

T = "training:"

ROWS: dict[str, Row] = {
    "verify": form(PUBLIC),
    "verify-number": form(PUBLIC, of={"number": "lantern_certificate.number"}),
}
