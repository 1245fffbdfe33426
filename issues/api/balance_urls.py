"""The balance of work under /api/v1/; imported when the app is ready."""

from issues.api.balance import BalanceApiView, BalanceMoveView, BalancePreviewView
from portal.rest import routers

routers.register_view("balance/", BalanceApiView, name="balance-list")
routers.register_view("balance/preview/", BalancePreviewView, name="balance-preview")
routers.register_view("balance/move/", BalanceMoveView, name="balance-move")
