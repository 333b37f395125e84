from django.urls import include, path

urlpatterns = [
    path("", include("jamn.home.urls")),
    path("", include("jamn.accounts.urls")),
    path("", include("jamn.plan.urls")),
    path("imports/", include("jamn.importers.urls")),
    path("", include("jamn.reports.urls")),
]
