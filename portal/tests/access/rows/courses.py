"""The catalog of courses, at the desk and on the participants' side."""

from portal.tests.access.profiles import DESK, MY, SIGNED_IN, Row, endpoint, form, page, profile

T = "training:"
R = "rest:"
COURSE = {"code": "course.code"}
PATH = {"code": "learning_path.code"}
FILE = COURSE | {"document": "course_document"}
# Training coordinators and supervisors.
TRAINERS = profile(participants="missing", staff="forbidden", coordinator="ok", supervisor="ok")
API_TRAINERS = profile(participants="forbidden", staff="forbidden", coordinator="ok", supervisor="ok")

ROWS: dict[str, Row] = {
    T + "course-list": page(DESK),
    T + "course-add": form(TRAINERS),
    T + "advice-matrix": page(DESK),
    T + "course-import": form(TRAINERS),
    T + "course-import-template": page(TRAINERS),
    T + "path-list": page(DESK),
    T + "path-add": form(TRAINERS),
    T + "path-detail": page(DESK, of=PATH),
    T + "path-change": form(TRAINERS, of=PATH),
    T + "course-detail": page(DESK, of=COURSE),
    T + "course-change": form(TRAINERS, of=COURSE),
    T + "course-retire": form(TRAINERS, of=COURSE),
    T + "course-advice": form(TRAINERS, of=COURSE),
    T + "course-version-add": form(TRAINERS, of=COURSE),
    T + "course-material-add": form(TRAINERS, of=COURSE | {"number": "=1"}),
    T + "course-material": page(DESK, of=FILE),
    T + "course-material-remove": form(TRAINERS, of=FILE),
    "my-course-list": page(MY),
    "my-path": page(MY, of=PATH),
    "my-course": page(MY, of=COURSE),
    "my-course-material": page(MY, of=FILE),
    R + "courses-list": endpoint(get=SIGNED_IN, post=API_TRAINERS),
    R + "courses-detail": endpoint(get=SIGNED_IN, patch=API_TRAINERS, of=COURSE),
    R + "courses-retire": endpoint(post=API_TRAINERS, of=COURSE),
    R + "courses-advise": endpoint(post=API_TRAINERS, of=COURSE),
    R + "courses-publish-version": endpoint(post=API_TRAINERS, of=COURSE),
    R + "courses-add-material": endpoint(post=API_TRAINERS, of=COURSE),
    R + "learning-paths-list": endpoint(get=SIGNED_IN, post=API_TRAINERS),
    R + "learning-paths-detail": endpoint(get=SIGNED_IN, patch=API_TRAINERS, of=PATH),
}
