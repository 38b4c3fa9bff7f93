"""Hold what targets, shares and versions of indicators may not be."""

import django.core.validators
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0006_figures_seen_when_vetted"),
        ("planning", "0014_a_unit_below_tells_of_a_task"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalindicator",
            name="decimals",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(4, "Không quá 4 chữ số thập phân.")],
                verbose_name="số chữ số thập phân",
            ),
        ),
        migrations.AlterField(
            model_name="historicalindicator",
            name="valid_from",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(2000, "Năm phải từ 2000 đến 2100."),
                    django.core.validators.MaxValueValidator(2100, "Năm phải từ 2000 đến 2100."),
                ],
                verbose_name="áp dụng từ năm",
            ),
        ),
        migrations.AlterField(
            model_name="historicalindicator",
            name="valid_to",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(2000, "Năm phải từ 2000 đến 2100."),
                    django.core.validators.MaxValueValidator(2100, "Năm phải từ 2000 đến 2100."),
                ],
                verbose_name="áp dụng đến hết năm",
            ),
        ),
        migrations.AlterField(
            model_name="historicaltarget",
            name="baseline",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=15,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="đầu kỳ",
            ),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="decimals",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(4, "Không quá 4 chữ số thập phân.")],
                verbose_name="số chữ số thập phân",
            ),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="valid_from",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(2000, "Năm phải từ 2000 đến 2100."),
                    django.core.validators.MaxValueValidator(2100, "Năm phải từ 2000 đến 2100."),
                ],
                verbose_name="áp dụng từ năm",
            ),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="valid_to",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(2000, "Năm phải từ 2000 đến 2100."),
                    django.core.validators.MaxValueValidator(2100, "Năm phải từ 2000 đến 2100."),
                ],
                verbose_name="áp dụng đến hết năm",
            ),
        ),
        migrations.AlterField(
            model_name="target",
            name="baseline",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                max_digits=15,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="đầu kỳ",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("numerator", None),
                    ("denominator", None),
                    ("numerator__lte", models.F("denominator")),
                    _connector="OR",
                ),
                name="an_assigned_part_is_within_its_whole",
                violation_error_message="Tử số không được lớn hơn mẫu số.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(("value_to", None), ("value__isnull", False), _connector="OR"),
                name="an_assigned_range_has_both_ends",
                violation_error_message="Cần ghi giá trị đầu khoảng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignedtarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("value", None), ("value__gte", 0), _connector="OR"),
                    models.Q(("numerator", None), ("numerator__gte", 0), _connector="OR"),
                ),
                name="what_is_assigned_is_not_negative",
                violation_error_message="Giá trị không được âm.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part_of", None), models.Q(("part_of", models.F("id")), _negated=True), _connector="OR"
                ),
                name="an_indicator_is_no_part_of_itself",
                violation_error_message="Chỉ tiêu không thể là một phần của chính nó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("decimals__lte", 4)),
                name="an_indicator_has_no_more_decimals_than_are_stored",
                violation_error_message="Không quá 4 chữ số thập phân.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("value_to", None), ("value__isnull", False), _connector="OR"),
                name="a_range_has_both_ends",
                violation_error_message="Cần ghi giá trị đầu khoảng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value_to", None), models.Q(("comparator", "strive"), _negated=True), _connector="OR"
                ),
                name="what_is_striven_for_is_no_range",
                violation_error_message="“Phấn đấu” không giao theo khoảng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("baseline", None), ("baseline__gte", Decimal("0")), _connector="OR"),
                name="a_target_does_not_start_below_zero",
                violation_error_message="Số đầu kỳ không được âm.",
            ),
        ),
    ]
