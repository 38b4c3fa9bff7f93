"""The tabs every plan has."""

from planning.views.tabs import plan_tab

plan_tab(1, "Lời văn", "plan")
plan_tab(4, "Kiểm tra", "plan-check")
plan_tab(5, "Xem bản in", "plan-preview")
