"""How a company's people sign in: through its own provider, and with which second factor."""

from django.db import models


class SignInProtocol(models.TextChoices):
    """The language a company's provider speaks."""

    OIDC = "oidc", "OpenID Connect"
    SAML = "saml", "SAML 2.0"


class ConnectionState(models.TextChoices):
    """Whether a sign-in connection is used."""

    DRAFT = "draft", "Draft"
    ON = "on", "On"
    OFF = "off", "Switched off"


class FactorDemand(models.TextChoices):
    """Of whom a second factor is asked; each asks more than the one before."""

    NONE = "none", "Nobody"
    ADMINS = "admins", "Organization administrators"
    ALL = "all", "Everybody who acts for the company"
