"""Topics themselves: one form for all buttons of the page where they are kept."""

from typing import Any, Final

from django import forms

from accounts.models import Topic

ADD: Final = "add"
CHANGE: Final = "change"
RETIRE: Final = "retire"
RESTORE: Final = "restore"


class TopicCatalogForm(forms.Form):
    """What becomes of a topic; adding and changing need its words."""

    then = forms.ChoiceField(choices=[(one, one) for one in (ADD, CHANGE, RETIRE, RESTORE)])
    topic = forms.ModelChoiceField(Topic.objects.none(), to_field_name="code", required=False)
    code = forms.SlugField(required=False, max_length=30)
    name = forms.CharField(required=False, max_length=80)
    about = forms.CharField(required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("then") not in (None, ADD) and "topic" not in self.errors and data.get("topic") is None:
            self.add_error(None, "Choose a topic.")
        return data
