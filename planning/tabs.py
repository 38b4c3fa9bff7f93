"""The tabs every plan has, and those of them that a report has too."""

from planning.views.tabs import plan_tab

plan_tab(1, "Lời văn", "plan", is_of_reports=True)
plan_tab(5, "Nhiệm vụ", "task-list")
plan_tab(6, "Căn cứ", "source-list", is_of_reports=True)
plan_tab(7, "Kiểm tra", "plan-check", is_of_reports=True)
plan_tab(8, "Lịch sử", "plan-story", is_of_reports=True)
plan_tab(9, "Xem bản in", "plan-preview", is_of_reports=True)
