"""The library at the desk. A colleague of level II owns and wrote the articles that addresses name."""

from portal.tests.access.profiles import DESK, Row, button, form, page, profile

T = "training:"
WRITERS = profile(
    participants="missing", staff="forbidden", manager="ok", colleague="ok", coordinator="ok", supervisor="ok"
)
ON_THE_DRAFT = WRITERS | {"manager": "forbidden"}  # level I edits its own drafts only
PUBLISHERS = profile(participants="missing", staff="forbidden", coordinator="ok", supervisor="ok")
LOOKING_AFTER = PUBLISHERS | {"colleague": "ok"}

ROWS: dict[str, Row] = {
    T + "article-list": page(DESK),
    T + "article-add": form(WRITERS),
    T + "article-preview": button(WRITERS),
    T + "article-detail": page(DESK, of="article"),
    T + "article-compare": page(DESK, of="article"),
    T + "article-edit": form(ON_THE_DRAFT, of="draft_article"),
    T + "article-submit": form(ON_THE_DRAFT, of="draft_article"),
    T + "article-discard": form(ON_THE_DRAFT, of="draft_article"),
    T + "article-recall": form(ON_THE_DRAFT, of="waiting_article"),
    T + "article-review": form(PUBLISHERS, of="waiting_article"),
    T + "article-publish": form(PUBLISHERS, of="scheduled_article"),
    T + "article-begin": form(WRITERS, of="article"),
    T + "article-settings": form(PUBLISHERS, of="article"),
    T + "article-hand-over": form(LOOKING_AFTER, of="article"),
    T + "article-confirm": form(LOOKING_AFTER, of="article"),
    T + "article-review-date": form(LOOKING_AFTER, of="article"),
    T + "article-archive": form(PUBLISHERS, of="article"),
    T + "article-restore": form(PUBLISHERS, of="article"),
}
