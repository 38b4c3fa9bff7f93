from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("budgets", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="counterpartrate",
            name="code",
            # No rate has been entered under the migrations before this one.
            field=models.SlugField(default="", max_length=60, unique=True, verbose_name="mã"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="counterpartrate",
            constraint=models.CheckConstraint(
                condition=Q(unit=None) | Q(group=None),
                name="a_rate_is_for_a_unit_or_a_group",
                violation_error_message="Tỷ lệ áp dụng cho một đơn vị hoặc một nhóm, không cả hai.",
            ),
        ),
    ]
