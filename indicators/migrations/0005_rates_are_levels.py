from django.db import migrations, models


def make_levels(apps, schema_editor):
    """A rate that was said to add up over the years is a level, as which it was always shown."""
    Indicator = apps.get_model("indicators", "Indicator")
    Indicator.objects.filter(adds_up="ratio", over_time="cumulative").update(over_time="level")


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0004_over_time"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_levels, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("adds_up", "ratio"), ("over_time", "cumulative"), _negated=True),
                name="rates_do_not_add_up_over_years",
                violation_error_message="Tỷ số của hai số đếm không cộng dồn qua các năm; vui lòng chọn “mức”.",
            ),
        ),
    ]
