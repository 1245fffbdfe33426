"""What the reviewers' queue can be narrowed by."""

from typing import Any

from django import forms

from participants.forms.filters import bare
from participants.review_lists import EVERYBODY, MINE, VIEWS


class ReviewFilter(forms.Form):
    """Whose: one's own by default for whoever has some, else everybody's; or one department's."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    whose = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))

    def __init__(self, data: Any, *, departments: list[tuple[str, str]], default: str) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"whose": given["whose"] or default})
        self.fields["whose"].choices = [(MINE, "Mine"), (EVERYBODY, "All departments"), *departments]

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))
