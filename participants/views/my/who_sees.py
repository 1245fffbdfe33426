"""Who sees one thing of the company, at the company itself and at the operator."""

from functools import cached_property
from typing import Any

from django.http import Http404

from participants import who_sees
from participants.views.my.pages import MyPage


class MyWhoSeesView(MyPage):
    """Asked by the line at the foot of a page, which shows the answer in its place; without JavaScript a page."""

    http_method_names = ["get", "head", "options"]

    def get_template_names(self) -> list[str]:
        return ["my/_who_sees.html" if self.request.htmx else "my/who_sees.html"]

    @cached_property
    def row(self) -> Any:
        row = who_sees.find(self.kwargs["noun"], self.kwargs["ref"], self.request.user)
        if row is None:
            raise Http404("There is no such thing.")
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = who_sees.who_sees(self.kwargs["noun"], self.row, self.participant, self.today)
        return super().get_context_data(object=self.row, people=people, looked_after_by=self.looked_after_by, **kwargs)
