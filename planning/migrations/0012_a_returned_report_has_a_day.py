"""What the database refuses of sendings: apart from the filling in, which PostgreSQL wants in a transaction before."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0011_sent_and_returned"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True), ("resend_by__isnull", False), _connector="OR"
                ),
                name="a_returned_report_has_a_day_to_be_sent_again",
                violation_error_message="Báo cáo bị trả lại phải có ngày gửi lại.",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_sent_at", None), ("first_sent_at__lte", models.F("sent_at")), _connector="OR"
                ),
                name="a_report_is_first_sent_before_it_is_sent_again",
                violation_error_message="Lần gửi đầu không được sau lần gửi cuối.",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("resend_by__gte", datetime.date(2000, 1, 1)), ("resend_by__lte", datetime.date(2100, 12, 31))
                ),
                name="a_day_to_send_again_can_be_meant",
                violation_error_message="Ngày gửi lại phải trong khoảng từ 01/01/2000 đến 31/12/2100.",
            ),
        ),
    ]
