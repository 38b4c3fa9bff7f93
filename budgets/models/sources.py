"""Where money comes from, and of what nature it is."""

from django.db import models


class Nature(models.TextChoices):
    """The nature of budget capital; none where a source or a document does not divide it."""

    INVESTMENT = "investment", "Đầu tư phát triển"
    RECURRENT = "recurrent", "Sự nghiệp"
    NONE = "", "Không phân chia"


class FundingSourceManager(models.Manager["FundingSource"]):
    def get_by_natural_key(self, code: str) -> "FundingSource":
        return self.get(code=code)


class FundingSource(models.Model):
    """A node of the tree of sources: central; local = province, district, commune; credit; other."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=100)
    short_name = models.CharField("tên trong bảng", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc nguồn"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    has_nature = models.BooleanField("chia theo tính chất vốn", default=False)
    is_counted = models.BooleanField(
        "cộng vào tổng kinh phí", default=True, help_text="Tín dụng là dư nợ cho vay, không phải khoản chi."
    )

    valid_to = models.DateField(
        "đến hết ngày", null=True, blank=True, help_text="Ngân sách của cấp không còn nữa, như ngân sách huyện."
    )

    objects = FundingSourceManager()

    class Meta:
        verbose_name = "nguồn vốn"
        verbose_name_plural = "nguồn vốn"
        permissions = (("import_fundingsource", "Nhập nguồn vốn từ tệp"),)
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                "position",
                name="sources_are_ordered_apart",
                violation_error_message="Thứ tự này đã dùng cho nguồn vốn khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)
