"""The endpoints of training."""

from portal.rest import routers
from training.api.needs import TrainingNeedViewSet

routers.register("training-needs", TrainingNeedViewSet)
