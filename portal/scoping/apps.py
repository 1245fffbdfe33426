from django.apps import AppConfig


class ScopingConfig(AppConfig):
    name = "portal.scoping"
    label = "scoping"
    verbose_name = "Confidentiality"
