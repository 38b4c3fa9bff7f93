"""Reports keep their first sending and the day to be sent again; plans are offered, calendars have keys."""

import datetime
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils.timezone import localdate

RESEND_WITHIN = datetime.timedelta(days=5)
STATES = [("sent", "Đã gửi"), ("returned", "Bị trả lại, chờ gửi lại"), ("accepted", "Đã tiếp nhận")]


def tell_first_sendings(apps: Any, schema_editor: Any) -> None:
    """Reports sent more than once keep the moment of the first, as their history has it."""
    history = apps.get_model("planning", "HistoricalSubmission").objects.filter(state="sent")
    first = dict(history.order_by("id").values_list("id").annotate(models.Min("sent_at")))
    for row in apps.get_model("planning", "Submission").objects.all():
        if first.get(row.pk, row.sent_at) < row.sent_at:
            row.first_sent_at = first[row.pk]
            row.save(update_fields=["first_sent_at"])


def give_days_to_send_again(apps: Any, schema_editor: Any) -> None:
    """Who was given a report back has until the deadline or five days after that, whichever is later."""
    deadlines = apps.get_model("planning", "Deadline").objects
    extensions = apps.get_model("planning", "Extension").objects
    history = apps.get_model("planning", "HistoricalSubmission").objects
    for row in apps.get_model("planning", "Submission").objects.filter(state="returned").select_related("unit"):
        returned = history.filter(id=row.pk, state="returned").order_by("-history_date").first()
        days = [localdate(returned.history_date if returned else row.sent_at) + RESEND_WITHIN]
        days += deadlines.filter(period=row.period_id, level=row.unit.kind).values_list("due_on", flat=True)
        days += extensions.filter(period=row.period_id, unit=row.unit_id).values_list("due_on", flat=True)
        row.resend_by = max(days)
        row.save(update_fields=["resend_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0010_years_of_forms_go"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="dấu của khóa")),
                ("made_at", models.DateTimeField(verbose_name="tạo lúc")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_key",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người dùng",
                    ),
                ),
            ],
            options={"verbose_name": "khóa lịch", "verbose_name_plural": "khóa lịch"},
        ),
        migrations.AddField(
            model_name="extension",
            name="document",
            field=models.CharField(blank=True, max_length=200, verbose_name="văn bản cho phép"),
        ),
        migrations.AddField(
            model_name="historicalextension",
            name="document",
            field=models.CharField(blank=True, max_length=200, verbose_name="văn bản cho phép"),
        ),
        migrations.AddField(
            model_name="historicalsubmission",
            name="first_sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="gửi lần đầu lúc"),
        ),
        migrations.AddField(
            model_name="historicalsubmission",
            name="is_sent_for",
            field=models.BooleanField(default=False, verbose_name="cấp trên gửi thay"),
        ),
        migrations.AddField(
            model_name="historicalsubmission",
            name="resend_by",
            field=models.DateField(blank=True, null=True, verbose_name="gửi lại chậm nhất ngày"),
        ),
        migrations.AddField(
            model_name="submission",
            name="first_sent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="gửi lần đầu lúc"),
        ),
        migrations.AddField(
            model_name="submission",
            name="is_sent_for",
            field=models.BooleanField(default=False, verbose_name="cấp trên gửi thay"),
        ),
        migrations.AddField(
            model_name="submission",
            name="resend_by",
            field=models.DateField(blank=True, null=True, verbose_name="gửi lại chậm nhất ngày"),
        ),
        migrations.AlterField(
            model_name="historicalsubmission",
            name="state",
            field=models.CharField(choices=STATES, default="sent", max_length=8, verbose_name="trạng thái"),
        ),
        migrations.AlterField(
            model_name="submission",
            name="state",
            field=models.CharField(choices=STATES, default="sent", max_length=8, verbose_name="trạng thái"),
        ),
        migrations.AlterField(
            model_name="submission",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="planning.reportingperiod",
                verbose_name="kỳ báo cáo",
            ),
        ),
        migrations.AlterField(
            model_name="planevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("drafted", "lập dự thảo"),
                    ("offered", "trình ký"),
                    ("withdrawn", "rút lại, chưa trình ký"),
                    ("issued", "ban hành"),
                    ("adjusted", "lập bản điều chỉnh"),
                    ("imported", "nhập số liệu từ bảng tính"),
                    ("undone", "hoàn tác lần nhập từ bảng tính"),
                    ("staged", "chuyển giai đoạn kinh phí"),
                ],
                max_length=10,
                verbose_name="việc",
            ),
        ),
        migrations.RunPython(tell_first_sendings, migrations.RunPython.noop),
        migrations.RunPython(give_days_to_send_again, migrations.RunPython.noop),
    ]
