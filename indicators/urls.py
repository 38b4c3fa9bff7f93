"""Addresses of the target screens."""

from django.urls import path

from indicators.views import targets

urlpatterns = [
    path("plans/<slug:slug>/targets/", targets.target_list, name="target-list"),
    path("plans/<slug:slug>/targets/add/", targets.target_edit, name="target-add"),
    path("plans/<slug:slug>/targets/<str:key>/", targets.target_edit, name="target-edit"),
    path("plans/<slug:slug>/targets/<str:key>/remove/", targets.target_remove, name="target-remove"),
]
