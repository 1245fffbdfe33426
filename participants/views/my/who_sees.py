"""Who sees one thing of the company, at the company itself and at the operator."""

from functools import cached_property
from typing import Any

from django.http import Http404

from participants import who_sees
from participants.permissions.protection import answers_for_company
from participants.views.my.pages import MyPage
from portal.documents.models import Document


class MyWhoSeesView(MyPage):
    """Asked by the line at the foot of a page, which shows the answer in its place; without JavaScript a page."""

    http_method_names = ["get", "head", "options"]

    def get_template_names(self) -> list[str]:
        return ["my/_who_sees.html" if self.request.htmx else "my/who_sees.html"]

    @cached_property
    def thing(self) -> tuple[str, Any]:
        """The noun and the row; of a file what it came with, or the file itself for those who list all of them."""
        noun, ref, user = self.kwargs["noun"], self.kwargs["ref"], self.request.user
        if noun != who_sees.FILE:
            row = who_sees.find(noun, ref, user)
        elif found := who_sees.place_of_file(ref, user):
            return found
        else:
            row = Document.objects.visible_to(user).filter(ref=ref).first() if answers_for_company(user) else None
        if row is None:
            raise Http404("There is no such thing.")
        return noun, row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        noun, row = self.thing
        if noun == who_sees.FILE:
            people = who_sees.administrators_of(self.participant, self.today)
        else:
            people = who_sees.who_sees(noun, row, self.participant, self.today)
        return super().get_context_data(object=row, people=people, looked_after_by=self.looked_after_by, **kwargs)
