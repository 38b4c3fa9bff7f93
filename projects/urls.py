"""Addresses of the screens of components."""

from django.urls import path

from projects import views

urlpatterns = [
    path("plans/<slug:slug>/projects/", views.project_list, name="project-list"),
    path("plans/<slug:slug>/projects/<str:component>/", views.project_edit, name="project-edit"),
    path("plans/<slug:slug>/projects/<str:component>/remove/", views.project_remove, name="project-remove"),
]
