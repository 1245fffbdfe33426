"""What participants' people read of the whole market, under /my/."""

from django.urls import path

from accounts.views.my.market_figures import MyMarketFiguresView

urlpatterns = [path("market-figures/", MyMarketFiguresView.as_view(), name="my-market-figures")]
