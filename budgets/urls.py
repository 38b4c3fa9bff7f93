"""Addresses of the budget screens."""

from django.urls import path

from budgets import views

urlpatterns = [
    path("plans/<slug:slug>/budget/", views.budget, name="budget"),
    path("plans/<slug:slug>/budget/add/", views.line_choose, name="budget-line-choose"),
    path("plans/<slug:slug>/budget/<str:component>/<slug:cell>/", views.line_edit, name="budget-line"),
]
