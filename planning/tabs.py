"""The tabs every plan has."""

from planning.views.tabs import plan_tab

plan_tab(1, "Lời văn", "plan")
plan_tab(5, "Nhiệm vụ", "task-list")
plan_tab(6, "Căn cứ", "source-list")
plan_tab(7, "Kiểm tra", "plan-check")
plan_tab(8, "Lịch sử", "plan-story")
plan_tab(9, "Xem bản in", "plan-preview")
