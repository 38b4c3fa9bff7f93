"""The tabs of targets and of what is assigned of them."""

from planning.views.tabs import plan_tab

plan_tab(2, "Chỉ tiêu", "target-list")
plan_tab(2, "Giao chỉ tiêu", "assignment")
