"""The tab of money."""

from planning.views.tabs import plan_tab

plan_tab(3, "Kinh phí", "budget")
