"""What happens in training, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("added", "Article added", "file-plus"),
    ("version_begun", "New version of an article begun", "file-pen"),
    ("discarded", "Draft of an article discarded", "file-x"),
    ("submitted", "Article sent to review", "send"),
    ("recalled", "Article taken back to draft", "undo-2"),
    ("returned", "Article returned", "corner-up-left"),
    ("approved", "Article approved, publication scheduled", "calendar-check"),
    ("published", "Article published", "book-check"),
    ("changed", "Article's settings changed", "pencil"),
    ("handed_over", "Article handed over", "arrow-right-left"),
    ("confirmed", "Article confirmed as still right", "badge-check"),
    ("archived", "Article archived", "archive"),
    ("restored", "Article restored", "archive-restore"),
):
    verbs.register(f"training.article.{_verb}", _label, icon=_icon)
