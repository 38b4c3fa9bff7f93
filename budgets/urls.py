"""Addresses of the budget screens."""

from django.urls import path

from budgets.views import allocation, budget, payments, stages

urlpatterns = [
    path("plans/<slug:slug>/budget/", budget.budget, name="budget"),
    path("plans/<slug:slug>/budget/add/", budget.line_choose, name="budget-line-choose"),
    path("plans/<slug:slug>/budget/stages/", stages.stages, name="budget-stages"),
    path("plans/<slug:slug>/budget/<str:component>/<slug:cell>/", budget.line_edit, name="budget-line"),
    path("plans/<slug:slug>/allocation/", allocation.allocation, name="allocation"),
    path("payments/<slug:scope>/", payments.payments, name="payments"),
    path("payments/<slug:scope>/<str:component>/<slug:cell>/", payments.payment_cell, name="payment-cell"),
]
