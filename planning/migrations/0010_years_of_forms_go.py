"""The years that the days of 0009 took the place of; apart, for their rows were written in that transaction."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0009_forms_are_put_in_use"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="historicalofficialform",
            name="valid_from",
        ),
        migrations.RemoveField(
            model_name="historicalofficialform",
            name="valid_to",
        ),
        migrations.RemoveField(
            model_name="officialform",
            name="valid_from",
        ),
        migrations.RemoveField(
            model_name="officialform",
            name="valid_to",
        ),
    ]
