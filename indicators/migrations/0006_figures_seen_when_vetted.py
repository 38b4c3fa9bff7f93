from django.db import migrations, models

PARTS = ("value", "numerator", "denominator")


def take_as_seen(apps, schema_editor):
    """Whoever vetted before has seen what is reported now: nobody is asked to vet again."""
    PeriodResult = apps.get_model("indicators", "PeriodResult")
    has_counts = models.Q(vetted_numerator__isnull=False, vetted_denominator__isnull=False)
    vetted = PeriodResult.objects.filter(models.Q(vetted_value__isnull=False) | has_counts)
    vetted.update(**{f"seen_{part}": models.F(f"reported_{part}") for part in PARTS})


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0005_rates_are_levels"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalperiodresult",
            name="seen_denominator",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="thực hiện khi thẩm định, mẫu số"
            ),
        ),
        migrations.AddField(
            model_name="historicalperiodresult",
            name="seen_numerator",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="thực hiện khi thẩm định, tử số"
            ),
        ),
        migrations.AddField(
            model_name="historicalperiodresult",
            name="seen_value",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="thực hiện khi thẩm định"
            ),
        ),
        migrations.AddField(
            model_name="periodresult",
            name="seen_denominator",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="thực hiện khi thẩm định, mẫu số"
            ),
        ),
        migrations.AddField(
            model_name="periodresult",
            name="seen_numerator",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="thực hiện khi thẩm định, tử số"
            ),
        ),
        migrations.AddField(
            model_name="periodresult",
            name="seen_value",
            field=models.DecimalField(
                blank=True, decimal_places=4, max_digits=15, null=True, verbose_name="thực hiện khi thẩm định"
            ),
        ),
        migrations.RunPython(take_as_seen, migrations.RunPython.noop),
    ]
