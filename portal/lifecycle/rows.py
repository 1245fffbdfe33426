"""The base of every business row: a public reference and a way to change only what changed."""

from typing import Any, Self

from django.db import models

from portal.lifecycle.references import new_reference


class RowQuerySet(models.QuerySet):
    """Reads of a business row. Each app's queryset defines `visible_to(user)`."""

    def visible_to(self, user: Any) -> Self:
        raise NotImplementedError(f"{type(self).__name__} must say what a person may see.")

    def lock(self, pk: int) -> Any:
        """The row itself, locked until the transaction ends; joined rows stay unlocked."""
        return self.select_for_update(of=("self",)).get(pk=pk)


class Row(models.Model):
    """Abstract base: `ref` names the row in public, `REF_PREFIX` says which noun it is.

    Where default catalogs bring rows (`FROM_CATALOG`), their being there does not say that the data are real.
    """

    REF_PREFIX = ""
    FROM_CATALOG = False

    ref = models.CharField("reference", max_length=20, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.__dict__.get("ref") == "":
            self.ref = new_reference(self.REF_PREFIX)

    def apply(self, **changes: Any) -> dict[str, list[str]]:
        """Set and save only the fields that differ.

        Returns what changed as `{field: [old, new]}` in words fit for the audit trail; call while
        holding the row lock.
        """
        changed = {}
        for name, new in changes.items():
            old = getattr(self, name)
            if old != new:
                setattr(self, name, new)
                changed[name] = [in_words(old), in_words(new)]
        if changed:
            self.save(update_fields=list(changed))
        return changed


def in_words(value: Any) -> str:
    """A field's value as the audit trail keeps it."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)
