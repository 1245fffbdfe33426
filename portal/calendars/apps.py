from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "portal.calendars"
    label = "calendars"
    verbose_name = "Calendars and deadlines"

    def ready(self) -> None:
        from portal.calendars import audit_verbs  # noqa: F401 - importing it registers the verbs
        from portal.calendars.actions.catalog import load_calendars
        from portal.calendars.api import urls  # noqa: F401 - importing it registers the endpoints
        from portal.lifecycle import catalogs

        catalogs.register("calendars", load_calendars)
