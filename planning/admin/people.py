"""Accounts, their posts and groups of permissions: for superusers only, because they hand out every right."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyField, Model, QuerySet
from django.http import HttpRequest

from planning.admin.base import RowsAdmin
from planning.people.users import Post, User

VERBS = {"view": "xem", "add": "thêm", "change": "sửa", "delete": "xóa", "import": "nhập từ tệp"}

admin.site.unregister(Group)


class PermissionsField(forms.ModelMultipleChoiceField):
    """Permissions in Vietnamese; their names in the database are English."""

    def label_from_instance(self, permission: Permission) -> str:
        verb = VERBS.get(permission.codename.split("_")[0], permission.name)
        return f"{permission.content_type.name}: {verb}"


class AccountsAdmin(RowsAdmin):
    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: Any = None, **kwargs: Any) -> Any:
        if db_field.remote_field.model is Permission:
            kwargs |= {"form_class": PermissionsField, "queryset": self._grantable()}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _grantable(self) -> QuerySet[Permission]:
        """Permissions for what has pages here; the others would grant nothing."""
        shown = ContentType.objects.get_for_models(*self.admin_site._registry).values()
        return Permission.objects.filter(content_type__in=shown).select_related("content_type")


class PostInline(admin.TabularInline):
    model = Post
    autocomplete_fields = ("unit",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return super().get_queryset(request).select_related("unit")


@admin.register(User)
class PersonAdmin(AccountsAdmin, UserAdmin):
    form = UserChangeForm
    inlines = (PostInline,)
    list_display = ("username", "full_name", "email", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("username", "full_name", "email")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Thông tin cá nhân", {"fields": ("full_name", "email")}),
        (
            "Quyền hạn",
            {
                "fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions"),
                "description": (
                    "Quyền đối với kế hoạch và số liệu theo nhiệm vụ tại đơn vị (cuối trang). "
                    "Các quyền dưới đây chỉ áp dụng cho trang dữ liệu danh mục này."
                ),
            },
        ),
        ("Mốc thời gian", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "full_name", "email", "usable_password", "password1", "password2"),
            },
        ),
    )
    readonly_fields = ("last_login", "date_joined")


@admin.register(Group)
class PermissionGroupAdmin(AccountsAdmin, GroupAdmin):
    """Groups of permissions, which Django's own page lists in English."""
