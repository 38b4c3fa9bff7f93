"""Addresses of the target screens."""

from django.urls import path

from indicators import views

urlpatterns = [
    path("plans/<slug:slug>/targets/", views.target_list, name="target-list"),
    path("plans/<slug:slug>/targets/add/", views.target_edit, name="target-add"),
    path("plans/<slug:slug>/targets/<str:key>/", views.target_edit, name="target-edit"),
    path("plans/<slug:slug>/targets/<str:key>/remove/", views.target_remove, name="target-remove"),
]
