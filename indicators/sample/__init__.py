"""The reviews, results, targets and reports of the sample province, importing which registers them."""

from indicators.sample import adopted, reported, results, reviews, targets, whole

__all__ = ["adopted", "reported", "results", "reviews", "targets", "whole"]
