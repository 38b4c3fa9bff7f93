"""The tabs of money: what a plan has, and what it shares out."""

from planning.views.tabs import plan_tab

plan_tab(3, "Kinh phí", "budget")
plan_tab(4, "Phân bổ", "allocation")
