from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "portal.calendars"
    label = "calendars"
    verbose_name = "Calendars and deadlines"

    def ready(self) -> None:
        from portal.calendars import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            configured,
            historic,
            menus,
            notifications,
        )
        from portal.calendars.actions.catalog import load_calendars
        from portal.calendars.actions.plans import load_plans
        from portal.calendars.api import urls  # noqa: F401 - importing it registers the endpoints
        from portal.lifecycle import catalogs

        menus.register()
        configured.register()
        historic.register()
        catalogs.register("calendars", load_calendars)
        catalogs.register("reminder plans", load_plans)
        notifications.register()
