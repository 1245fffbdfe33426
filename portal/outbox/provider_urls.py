"""The door for the mail provider's reports; closed unless a provider and its secret are set."""

from anymail.urls import urlpatterns as of_anymail

from portal.outbox.bounces import tracking_addresses

app_name = "anymail"
urlpatterns = tracking_addresses(of_anymail)
