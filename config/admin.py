"""The stock Django admin under this project's name."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class PlanningAdminSite(admin.AdminSite):
    site_header = "Dữ liệu danh mục"
    site_title = "Dữ liệu danh mục"
    index_title = "Danh mục dùng chung của các kế hoạch"
    site_url = "/"


class PlanningAdminConfig(AdminConfig):
    default_site = "config.admin.PlanningAdminSite"
