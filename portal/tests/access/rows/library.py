"""The library, and what readers do with articles: feedback, quizzes, letters. The article is for participants."""

from portal.tests.access.profiles import (
    DESK,
    MEMBERS,
    PARTICIPANTS,
    PUBLIC,
    SIGNED_IN,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)
from portal.tests.access.rows.knowledge import LOOKING_AFTER, ON_THE_DRAFT, PUBLISHERS, WRITERS, T

R = "rest:"
# Nobody who is not signed in, and nobody who only applies so far, learns of an article for participants.
READERS = MEMBERS | {"anonymous": "missing", "deactivated": "missing"}
ASSIGNED = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
WRITE_TO_COMPANIES = ASSIGNED | {"colleague": "ok"}
# One's own attempt; coordinators and supervisors see everybody's.
ATTEMPT = profile(participants="missing", staff="missing", colleague="ok", coordinator="ok", supervisor="ok")


# A method that the page does not offer is refused before its row is looked for.
READ_ONLY = profile(nobody="method", participants="method", staff="method")
DESK_READS = profile(participants="missing", staff="method")


def api(who: dict[str, str]) -> dict[str, str]:
    """Participants find the article and may not change it; a company that applies finds nothing."""
    found = dict.fromkeys(("member", "org_admin", "outsider", "agent"), "forbidden")
    return who | found


ROWS: dict[str, Row] = {
    "library": page(PUBLIC),
    "library-suggestions": page(PUBLIC),
    "library-article": row(get=READERS, post=READ_ONLY, of="article"),
    "library-feedback": form(MEMBERS, of="article"),
    T + "article-send": form(WRITE_TO_COMPANIES, of="article"),
    T + "article-letter": form(ASSIGNED, of={"ref": "article", "participant": "participant"}),
    T + "quiz-take": form(DESK, of="procedure"),
    T + "quiz-write": form(ON_THE_DRAFT, of="drafted_procedure"),
    T + "quiz-attempt": row(get=ATTEMPT, post=DESK_READS, of="quiz_attempt"),
    R + "articles-list": endpoint(get=SIGNED_IN, post=WRITERS | dict.fromkeys(PARTICIPANTS, "forbidden")),
    R + "articles-suggest": endpoint(get=SIGNED_IN),
    R + "articles-detail": endpoint(get=MEMBERS, patch=api(PUBLISHERS), of="article"),
    R + "articles-begin-version": endpoint(post=api(WRITERS), of="article"),
    R + "articles-hand-over": endpoint(post=api(LOOKING_AFTER), of="article"),
    R + "articles-confirm": endpoint(post=api(LOOKING_AFTER), of="article"),
    R + "articles-move-review-date": endpoint(post=api(LOOKING_AFTER), of="article"),
    R + "articles-archive": endpoint(post=api(PUBLISHERS), of="article"),
    R + "articles-restore": endpoint(post=api(PUBLISHERS), of="article"),
    R + "articles-feedback": endpoint(post=MEMBERS, of="article"),
    R + "article-feedback-list": endpoint(get=SIGNED_IN),
    R + "article-feedback-detail": endpoint(get=DESK, of="article_feedback"),
    R + "article-versions-list": endpoint(get=SIGNED_IN),
    R + "article-versions-detail": endpoint(get=DESK, patch=ON_THE_DRAFT, of="draft_version"),
    R + "article-versions-submit": endpoint(post=ON_THE_DRAFT, of="draft_version"),
    R + "article-versions-recall": endpoint(post=ON_THE_DRAFT, of="draft_version"),
    R + "article-versions-discard": endpoint(post=ON_THE_DRAFT, of="draft_version"),
    R + "article-versions-send-back": endpoint(post=PUBLISHERS, of="waiting_version"),
    R + "article-versions-approve": endpoint(post=PUBLISHERS, of="waiting_version"),
}
