"""Forms about saved views and columns."""

from typing import Any

from django import forms

from accounts import permissions
from accounts.choices import Sharing


class SavedViewForm(forms.Form):
    """Offers only those one may share with."""

    name = forms.CharField(max_length=60)
    sharing = forms.ChoiceField(label="Shown to", choices=Sharing, widget=forms.RadioSelect, initial=Sharing.OWN)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("sharing")
        offered = [one for one in Sharing.choices if one[0] == kept or permissions.can_share_view(user, one[0])]
        self.fields["sharing"].choices = offered


class NewViewForm(SavedViewForm):
    """Which list, and what its address asks for, come along unseen."""

    noun = forms.CharField(max_length=30, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


class ColumnsForm(forms.Form):
    """Ticks of columns; the usual ones come back when none is ticked."""

    def __init__(self, *args: Any, columns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"] = forms.MultipleChoiceField(choices=list(columns.items()), required=False)


class ShortcutsForm(forms.Form):
    on = forms.BooleanField(required=False)
