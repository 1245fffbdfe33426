from portal.outbox.models.address_trouble import AddressTrouble
from portal.outbox.models.message import OutboundMessage
from portal.outbox.models.notification import Notification
from portal.outbox.models.preference import DeliverySettings, Preference

__all__ = ["AddressTrouble", "DeliverySettings", "Notification", "OutboundMessage", "Preference"]
