"""When slow payment is worth a warning: set for each programme, so that no number hides in code."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from planning.plans.programmes import Programme

BEHIND, LAST_DAYS = 20, 60


class PaymentWatch(models.Model):
    """How far payment may lag behind the year, and from how many days before its end all unspent money is told."""

    programme = models.OneToOneField(
        Programme, models.CASCADE, related_name="payment_watch", verbose_name="chương trình"
    )
    behind = models.PositiveSmallIntegerField(
        "ngưỡng giải ngân chậm (điểm %)",
        default=BEHIND,
        validators=[MaxValueValidator(100)],
        help_text="Cảnh báo khi tỷ lệ giải ngân thấp hơn tỷ lệ thời gian đã qua của năm từ bấy nhiêu điểm phần trăm.",
    )
    last_days = models.PositiveSmallIntegerField(
        "số ngày cuối năm",
        default=LAST_DAYS,
        validators=[MaxValueValidator(366)],
        help_text="Trong bấy nhiêu ngày cuối năm, mọi khoản vốn chưa giải ngân hết đều được cảnh báo.",
    )

    class Meta:
        verbose_name = "ngưỡng cảnh báo giải ngân"
        verbose_name_plural = "ngưỡng cảnh báo giải ngân"
        constraints = [
            models.CheckConstraint(
                condition=Q(behind__lte=100, last_days__lte=366),
                name="a_watch_on_payments_is_within_a_year",
                violation_error_message="Ngưỡng từ 0 đến 100 điểm phần trăm, số ngày từ 0 đến 366.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.behind} điểm %, {self.last_days} ngày"
