"""The map of addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("planning.urls")),
    path("", include("projects.urls")),
    path("", include("indicators.urls")),
    path("", include("budgets.urls")),
    path("admin/", admin.site.urls),
]
