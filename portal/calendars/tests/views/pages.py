"""Addresses of the calendars' pages, and what a browser would send back of their forms."""

import re

from django.utils import timezone

from portal.calendars.models import Holiday

CODE = "ercot-business"
LIST = "/calendars/"
DETAIL = f"/calendars/{CODE}/"
CHANGE, ADD, PUBLISH, RUNS = (f"{DETAIL}{name}/" for name in ("change", "add-holiday", "publish", "runs"))
YEAR = timezone.now().year
EXTRA = {"base": 1, "day": f"{YEAR}-12-28", "name": "Founders' Day", "source": "Notice"}


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def fields_of(response):
    """What a browser would send back of the change form."""
    form, rows = response.context["form"], response.context["rows"]
    data = {}
    for bound in [*form, *rows.management_form, *(field for row in rows for field in row)]:
        value = bound.value()
        if value not in (None, False, ""):
            data[bound.html_name] = "on" if value is True else str(bound.field.prepare_value(value))
    return data


def draft_of(response):
    """What the preview hands to the next step."""
    form = response.context["form"]
    return {"draft": form["draft"].value(), "base": form["base"].value()}


def row_of(data, day):
    """The prefix of the form row of a day."""
    name = next(name for name, value in data.items() if name.endswith("-day") and value == day)
    return name.removesuffix("-day")


def day_of(name):
    """This year's day of a holiday."""
    return Holiday.objects.get(version__calendar__code=CODE, day__year=YEAR, name=name).day.isoformat()
