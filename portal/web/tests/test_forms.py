import re

from django import forms
from django.forms.renderers import DjangoTemplates

from portal.web.forms import LookRenderer


class ContactForm(forms.Form):
    name = forms.CharField(help_text="As on the agreement.", widget=forms.TextInput(attrs={"placeholder": "Name"}))
    phone = forms.CharField(required=False, widget=forms.TextInput(attrs={"placeholder": "+1 555 0100"}))
    tell = forms.BooleanField(required=False, label="Tell the account manager")
    kind = forms.ChoiceField(choices=[("a", "Member"), ("b", "Administrator")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("This company has <none>.")


def test_an_error_stands_beside_its_field_and_is_announced_with_it():
    drawn = str(ContactForm({"kind": "a", "token": "t"}))
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_error"' in drawn
    assert "This field is required." in drawn


def test_an_error_of_the_whole_form_comes_first_and_escaped():
    drawn = str(ContactForm({"name": "Ana", "kind": "a", "token": "t"}))
    assert drawn.index("This company has &lt;none&gt;.") < drawn.index("id_name")
    assert 'role="alert"' in drawn


def test_optional_fields_say_so_and_required_ones_need_no_star():
    form = ContactForm()
    assert "optional" in form["phone"].as_field_group()
    assert "optional" not in form["name"].as_field_group()


def test_a_placeholder_that_repeats_the_label_is_left_out():
    form = ContactForm()
    assert "placeholder" not in str(form["name"])
    assert 'placeholder="+1 555 0100"' in str(form["phone"])


def test_choices_are_a_named_group_and_a_checkbox_has_its_label_behind():
    form = ContactForm()
    assert "<fieldset" in form["kind"].as_field_group()
    assert "<legend>" in form["kind"].as_field_group()
    assert form["tell"].as_field_group().index("<input") < form["tell"].as_field_group().index(
        "Tell the account manager"
    )


def test_hidden_fields_are_there_once_and_bare():
    assert str(ContactForm()).count('name="token"') == 1


def test_a_choice_of_many_is_drawn_as_django_draws_it():
    choices = [("", "---"), ("Group <1>", [(1, "One & more"), (2, "Two")]), ("Group 2", [(3, "Three")])]
    for widget in (forms.Select(choices=choices, attrs={"required": True}), forms.SelectMultiple(choices=choices)):
        widget.option_inherits_attrs = True
        own, djangos = (
            re.sub(
                r"\s+", " ", widget.render("field", [2], {"id": "id_field", "data-x": 'a"b', "size": False}, renderer)
            )
            for renderer in (LookRenderer(), DjangoTemplates())
        )
        assert own.count("<option") == 4
        assert own.replace("> <", "><") == djangos.replace("> <", "><")
