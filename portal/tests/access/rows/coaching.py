"""Reviews of answers: the reviewer's, the author's and the supervisors' alone; other colleagues find nothing."""

from portal.tests.access.profiles import ADDERS, SIGNED_IN, Row, endpoint, form, page, profile, row

N = "issues:"
A = "rest:answer-reviews-"
# The walk's author is the manager, who sees nothing of a review that is still to be made; the supervisor reviews it.
SEES = profile(participants="missing", staff="forbidden", manager="missing", colleague="missing", supervisor="ok")
OVERSEES = profile(participants="missing", staff="forbidden", supervisor="ok")
API_SEES = profile(participants="missing", staff="missing", supervisor="ok")
API_AUTHORS = API_SEES | {"supervisor": "forbidden"}
ASKS = profile(participants="forbidden", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")

ROWS: dict[str, Row] = {
    N + "review-list": page(ADDERS),
    N + "review-overview": form(OVERSEES),
    N + "review-ask": form(ADDERS, of="spoken_issue"),
    N + "review-ask-letter": form(ADDERS, of="letter"),
    N + "review-detail": row(get=SEES, post=SEES, of="answer_review"),
    A + "list": endpoint(get=SIGNED_IN, post=ASKS),
    A + "detail": endpoint(get=API_SEES, of="answer_review"),
    A + "record": endpoint(post=API_SEES, of="answer_review"),
    A + "skip": endpoint(post=API_SEES, of="answer_review"),
    A + "close": endpoint(post=API_SEES, of="answer_review"),
    A + "hand-on": endpoint(post=API_SEES, of="answer_review"),
    A + "acknowledge": endpoint(post=API_AUTHORS, of="answer_review"),
}
