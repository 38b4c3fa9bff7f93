"""The tab of who leads what."""

from planning.views.tabs import plan_tab

plan_tab(4, "Phân công", "project-list")
