from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "portal.rest"
    label = "rest"
    verbose_name = "API"
