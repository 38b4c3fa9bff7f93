"""What an import has changed is kept packed: as JSON the database took longer over it than over the figures."""

import json
import zlib

from django.db import migrations, models


def pack(apps, schema_editor):
    imports = apps.get_model("planning", "AppliedSheet")
    for applied in imports.objects.iterator():
        applied.packed = zlib.compress(json.dumps(applied.changes).encode(), 1)
        applied.save(update_fields=["packed"])


def unpack(apps, schema_editor):
    imports = apps.get_model("planning", "AppliedSheet")
    for applied in imports.objects.iterator():
        applied.changes = json.loads(zlib.decompress(applied.packed))
        applied.save(update_fields=["changes"])


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0003_printed_money_and_stages"),
    ]

    operations = [
        migrations.AddField("appliedsheet", "packed", models.BinaryField("thay đổi", default=b"")),
        migrations.AlterField("appliedsheet", "changes", models.JSONField("thay đổi", default=list)),
        migrations.RunPython(pack, unpack),
        migrations.RemoveField("appliedsheet", "changes"),
        migrations.RenameField("appliedsheet", "packed", "changes"),
        migrations.AlterField("appliedsheet", "changes", models.BinaryField("thay đổi")),
    ]
