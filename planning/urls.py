"""Addresses of the plan screens."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import path

from planning.forms.password import DressedPasswordForm
from planning.jobs.jobs import PrintFormat
from planning.views import drafting, editor, entry, issue, jobs, official, papers, plans, sheets, sources, tasks

urlpatterns = [
    path(
        "sign-in/", LoginView.as_view(template_name="sign_in.html", redirect_authenticated_user=True), name="sign-in"
    ),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path(
        "password/",
        PasswordChangeView.as_view(template_name="password.html", success_url="/", form_class=DressedPasswordForm),
        name="password",
    ),
    path("", plans.plan_list, name="plan-list"),
    path("forms/", official.form_periods, name="form-list"),
    path("forms/<slug:scope>/", official.form_page, name="form"),
    path("forms/<slug:scope>/form.xlsx", official.form_workbook, name="form-xlsx"),
    path("forms/<slug:scope>/form.pdf", official.form_pdf, name="form-pdf"),
    path("print-jobs/", jobs.job_list, name="print-job-list"),
    path("print-jobs/<uuid:pk>/", jobs.job_page, name="print-job"),
    path("print-jobs/<uuid:pk>/cancel/", jobs.job_cancel, name="print-job-cancel"),
    path("print-jobs/<uuid:pk>/file/", jobs.job_file, name="print-job-file"),
    path("plans/new/", drafting.plan_draft, name="plan-draft"),
    path("plans/<slug:slug>/", plans.plan_page, name="plan"),
    path("plans/<slug:slug>/discard/", drafting.plan_discard, name="plan-discard"),
    path("plans/<slug:slug>/header/", plans.header_edit, name="plan-header"),
    path("plans/<slug:slug>/sections/<int:position>/", editor.section_edit, name="section-edit"),
    path("plans/<slug:slug>/sections/<int:position>/save/", editor.section_save, name="section-save"),
    path("plans/<slug:slug>/sections/<int:position>/add/", editor.section_add, name="section-add"),
    path("plans/<slug:slug>/sections/<int:position>/move/", editor.section_move, name="section-move"),
    path("plans/<slug:slug>/sections/<int:position>/delete/", editor.section_delete, name="section-delete"),
    path("plans/<slug:slug>/sources/", sources.source_list, name="source-list"),
    path("plans/<slug:slug>/sources/new/", sources.source_new, name="source-new"),
    path("plans/<slug:slug>/sources/<int:pk>/move/", sources.source_move, name="source-move"),
    path("plans/<slug:slug>/sources/<int:pk>/remove/", sources.source_remove, name="source-remove"),
    path("plans/<slug:slug>/tasks/", tasks.task_list, name="task-list"),
    path("plans/<slug:slug>/tasks/add/", tasks.task_edit, name="task-add"),
    path("plans/<slug:slug>/tasks/<int:group>/<int:position>/", tasks.task_edit, name="task-edit"),
    path("plans/<slug:slug>/tasks/<int:group>/<int:position>/remove/", tasks.task_remove, name="task-remove"),
    path("plans/<slug:slug>/check/", plans.plan_check, name="plan-check"),
    path("plans/<slug:slug>/story/", plans.plan_story, name="plan-story"),
    path("plans/<slug:slug>/preview/", plans.plan_preview, name="plan-preview"),
    path("plans/<slug:slug>/plan.pdf", papers.plan_paper, {"form": PrintFormat.PDF}, name="plan-pdf"),
    path("plans/<slug:slug>/plan.docx", papers.plan_paper, {"form": PrintFormat.DOCX}, name="plan-docx"),
    path("plans/<slug:slug>/plan.zip", papers.plan_paper, {"form": PrintFormat.ALL}, name="plan-bundle"),
    path("plans/<slug:slug>/issue/", issue.plan_issue, name="plan-issue"),
    path("plans/<slug:slug>/signed/", issue.plan_signed, name="plan-signed"),
    path("plans/<slug:slug>/difference/", issue.plan_difference, name="plan-difference"),
    path("plans/<slug:slug>/adjust/", issue.plan_adjust, name="plan-adjust"),
    path("plans/<slug:slug>/adjustment/", issue.plan_adjustment, name="plan-adjustment"),
    path("plans/<slug:slug>/workbook/", papers.plan_paper, {"form": PrintFormat.XLSX}, name="plan-workbook"),
    path("entry/<slug:slug>/<slug:sheet>/", entry.entry_grid, name="entry-grid"),
    path("entry/<slug:slug>/<slug:sheet>/save/", entry.entry_save, name="entry-save"),
    path("entry/<slug:slug>/<slug:sheet>/workbook/", sheets.sheet_template, name="sheet-template"),
    path("entry/<slug:slug>/<slug:sheet>/import/", sheets.sheet_upload, name="sheet-upload"),
    path("entry/<slug:slug>/<slug:sheet>/import/<int:pk>/", sheets.sheet_preview, name="sheet-preview"),
    path("entry/<slug:slug>/<slug:sheet>/import/<int:pk>/marked/", sheets.sheet_marked, name="sheet-marked"),
    path("entry/<slug:slug>/<slug:sheet>/import/<int:pk>/apply/", sheets.sheet_apply, name="sheet-apply"),
    path("entry/<slug:slug>/<slug:sheet>/import/<int:pk>/discard/", sheets.sheet_discard, name="sheet-discard"),
    path("entry/<slug:slug>/<slug:sheet>/imports/<int:pk>/undo/", sheets.sheet_undo, name="sheet-undo"),
]
