"""What happens to the catalog of courses, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("course.added", "Course added", "book-plus"),
    ("course.changed", "Course changed", "pencil"),
    ("course.retired", "Course retired", "archive"),
    ("course.advised", "Advice by market role changed", "users"),
    ("course.version_published", "New version of a course", "file-plus"),
    ("course.material_added", "Course material added", "paperclip"),
    ("course.material_removed", "Course material removed", "file-x"),
    ("course.imported", "Course taken over from a file", "file-up"),
    ("path.added", "Learning path added", "route"),
    ("path.changed", "Learning path changed", "pencil"),
):
    verbs.register(f"training.{_verb}", _label, icon=_icon)
