"""Addresses of the screens of targets, of what is assigned, and of the household review."""

from django.urls import path

from indicators.views import assignment, catalogue, results, reviews, series, targets

urlpatterns = [
    path("plans/<slug:slug>/targets/", targets.target_list, name="target-list"),
    path("plans/<slug:slug>/targets/add/", targets.target_edit, name="target-add"),
    path("plans/<slug:slug>/targets/adopt/", targets.target_adopt, name="target-adopt"),
    path("plans/<slug:slug>/targets/<str:key>/", targets.target_edit, name="target-edit"),
    path("plans/<slug:slug>/targets/<str:key>/remove/", targets.target_remove, name="target-remove"),
    path("plans/<slug:slug>/targets/<slug:indicator>/explanation/", targets.target_explain, name="target-explain"),
    path("plans/<slug:slug>/assignment/", assignment.assignment, name="assignment"),
    path("plans/<slug:slug>/assignment/adopted/", assignment.assignment_adopted, name="assignment-adopted"),
    path(
        "plans/<slug:slug>/assignment/adopted/<str:key>/",
        assignment.assignment_adopted_target,
        name="assignment-adopted-target",
    ),
    path("indicators/", catalogue.indicator_list, name="indicator-list"),
    path("reviews/", reviews.review_list, name="review-list"),
    path("reviews/<slug:scope>/", reviews.review, name="review"),
    path("reviews/<slug:scope>/recognise/", reviews.review_recognise, name="review-recognise"),
    path("reviews/<slug:scope>/withdraw/", reviews.review_withdraw, name="review-withdraw"),
    path("reviews/<slug:scope>/openings/", reviews.review_openings, name="review-openings"),
    path("reviews/<slug:scope>/areas/", reviews.review_area, name="review-area"),
    path("results/<slug:scope>/", results.period_results, name="period-results"),
    path("results/<slug:scope>/note/", results.period_result_note, name="period-result-note"),
    path("results/<slug:scope>/vetted/", results.period_result_vetted, name="period-result-vetted"),
    path("series/", series.series_list, name="series-list"),
    path("series/<slug:scope>/", series.series, name="series"),
    path("series/<slug:scope>/year/", series.series_year, name="series-year"),
    path("series/<slug:scope>/workbook/", series.series_workbook, name="series-workbook"),
]
