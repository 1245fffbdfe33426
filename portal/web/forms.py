"""How every form of the product is rendered: label, field, help, and the error beside the field."""

from functools import cached_property

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting

BUILT_IN = "django/forms/"
OWN = {"django/forms/widgets/select.html": "components/select.html"}


class LookBoundField(BoundField):
    """Adds to a field's row what the style sheet needs to know about its widget."""

    def css_classes(self, extra_classes=None):
        classes = ["field", f"field-{self.widget_type}"]
        if self.errors:
            classes.append("has-error")
        inherited = super().css_classes(extra_classes)
        return " ".join([*classes, inherited]).strip()

    def build_widget_attrs(self, attrs, widget=None):
        """A placeholder that only repeats the label is left out (False keeps an attribute from being rendered)."""
        attrs = super().build_widget_attrs(attrs, widget)
        placeholder = str((widget or self.field.widget).attrs.get("placeholder", "")).casefold()
        label = str(self.label).casefold()
        if placeholder and (placeholder in label or label in placeholder):
            attrs["placeholder"] = False
        return attrs


class LookRenderer(TemplatesSetting):
    """The project's templates for forms and fields, Django's own for most widgets and for error lists."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    formset_template_name = "components/formset.html"
    bound_field_class = LookBoundField

    @cached_property
    def built_in(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name):
        if template_name.startswith(BUILT_IN) and template_name not in OWN:
            return self.built_in.get_template(template_name)
        return super().get_template(OWN.get(template_name, template_name))
