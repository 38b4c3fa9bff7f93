"""The tab of targets."""

from planning.views.tabs import plan_tab

plan_tab(2, "Chỉ tiêu", "target-list")
