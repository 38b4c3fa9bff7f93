"""Forms apply to periods by the day these end on, in places; what nobody verified or filled in is asked no more."""

from datetime import date
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def take_over_years(apps: Any, schema_editor: Any) -> None:
    """A year of validity becomes its first or its last day, in the history too."""
    for name in ("OfficialForm", "HistoricalOfficialForm"):
        rows = apps.get_model("planning", name).objects
        for first, last in set(rows.order_by().values_list("valid_from", "valid_to")):
            rows.filter(valid_from=first, valid_to=last).update(
                applies_from=first and date(first, 1, 1), applies_to=last and date(last, 12, 31)
            )


def give_years_back(apps: Any, schema_editor: Any) -> None:
    """The years of the days, as far as years can tell them: what began or ended within one, is in it."""
    for name in ("OfficialForm", "HistoricalOfficialForm"):
        rows = apps.get_model("planning", name).objects
        for first, last in set(rows.order_by().values_list("applies_from", "applies_to")):
            rows.filter(applies_from=first, applies_to=last).update(
                valid_from=first and first.year, valid_to=last and last.year
            )


def ask_where_figures_are(apps: Any, schema_editor: Any) -> None:
    """What nobody has verified is asked where units have filled it in, and a draft where no unit has.

    A form without cells to enter asks nothing of anyone and stays as it is.
    """
    figures = apps.get_model("planning", "FormFigure").objects
    asks = models.Q(columns__kind="entered") | models.Q(cells__kind="entered")
    forms = apps.get_model("planning", "OfficialForm").objects.filter(asks, is_in_use=True, is_verified=False)
    for form in forms.distinct():
        holders = set(figures.filter(column__form=form).order_by().values_list("period__unit", flat=True))
        form.places.set(holders)
        form.is_in_use = bool(holders)
        form.save(update_fields=["is_in_use"])


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0008_keys_and_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="Ví dụ: k1.", max_length=20, verbose_name="ký hiệu")),
                (
                    "left",
                    models.CharField(help_text="Công thức, ví dụ: c2+c3.", max_length=300, verbose_name="vế trái"),
                ),
                (
                    "sign",
                    models.CharField(
                        choices=[("le", "không lớn hơn (≤)"), ("eq", "bằng (=)"), ("ge", "không nhỏ hơn (≥)")],
                        default="le",
                        max_length=2,
                        verbose_name="phải",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        help_text="Công thức hoặc nguồn trong ngoặc vuông.", max_length=300, verbose_name="vế phải"
                    ),
                ),
                ("row_key", models.CharField(blank=True, max_length=20, verbose_name="chỉ ở dòng")),
                ("column_key", models.CharField(blank=True, max_length=20, verbose_name="chỉ ở cột")),
                (
                    "refuses",
                    models.BooleanField(
                        default=False, help_text="Nếu không chọn, chỉ cảnh báo.", verbose_name="không cho lưu"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="Để trống thì phần mềm tự viết.", max_length=300, verbose_name="lời nhắc"
                    ),
                ),
            ],
            options={
                "verbose_name": "điều kiện giữa các ô",
                "verbose_name_plural": "các điều kiện giữa các ô",
                "ordering": ("form", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="officialform",
            name="a_form_ends_after_it_begins",
        ),
        migrations.AddField(
            model_name="historicalofficialform",
            name="applies_from",
            field=models.DateField(blank=True, null=True, verbose_name="dùng cho các kỳ kết thúc từ ngày"),
        ),
        migrations.AddField(
            model_name="historicalofficialform",
            name="applies_to",
            field=models.DateField(blank=True, null=True, verbose_name="dùng cho các kỳ kết thúc đến hết ngày"),
        ),
        migrations.AddField(
            model_name="officialform",
            name="applies_from",
            field=models.DateField(blank=True, null=True, verbose_name="dùng cho các kỳ kết thúc từ ngày"),
        ),
        migrations.AddField(
            model_name="officialform",
            name="applies_to",
            field=models.DateField(blank=True, null=True, verbose_name="dùng cho các kỳ kết thúc đến hết ngày"),
        ),
        migrations.AddField(
            model_name="officialform",
            name="places",
            field=models.ManyToManyField(
                blank=True,
                help_text="Các đơn vị mà kỳ báo cáo của mình hỏi biểu này; để trống là mọi nơi.",
                related_name="+",
                to="planning.unit",
                verbose_name="nơi dùng",
            ),
        ),
        migrations.AlterField(
            model_name="historicalofficialform",
            name="is_in_use",
            field=models.BooleanField(default=False, editable=False, verbose_name="đang dùng"),
        ),
        migrations.AlterField(
            model_name="officialform",
            name="is_in_use",
            field=models.BooleanField(default=False, editable=False, verbose_name="đang dùng"),
        ),
        migrations.AddConstraint(
            model_name="officialform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("applies_from", None),
                    ("applies_to", None),
                    ("applies_to__gte", models.F("applies_from")),
                    _connector="OR",
                ),
                name="a_form_ends_after_it_begins",
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
        ),
        migrations.AddField(
            model_name="formcheck",
            name="form",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checks",
                to="planning.officialform",
                verbose_name="biểu mẫu",
            ),
        ),
        migrations.AddConstraint(
            model_name="formcheck",
            constraint=models.UniqueConstraint(
                models.F("form"),
                models.F("key"),
                name="a_check_is_named_once_in_a_form",
                violation_error_message="Ký hiệu điều kiện này đã dùng trong biểu.",
            ),
        ),
        migrations.RunPython(take_over_years, give_years_back),
        migrations.RunPython(ask_where_figures_are, migrations.RunPython.noop),
    ]
