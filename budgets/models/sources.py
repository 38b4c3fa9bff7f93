"""Where money comes from, and of what nature it is."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
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

    def clean(self) -> None:
        """Keep the sources a tree in which a part counts as its whole does, and codes that address cells."""
        faults = {}
        if self.code.endswith(tuple(f"-{nature}" for nature in Nature.values if nature)):
            faults["code"] = "Mã không được kết thúc bằng tính chất vốn (-investment, -recurrent)."
        if self.parent and self in self.parent.line_up():
            faults["parent"] = "Nguồn vốn không thể thuộc chính nó hoặc thuộc nguồn nằm trong nó."
        elif self.parent and self.is_counted != self.parent.is_counted:
            faults["is_counted"] = f"Phải giống nguồn “{self.parent}”: cả nguồn cùng được cộng hoặc không."
        if faults:
            raise ValidationError(faults)

    def line_up(self) -> Iterator["FundingSource"]:
        """This source and those above it; where they go round in a circle, each once."""
        seen: set[int | None] = set()
        source: FundingSource | None = self
        while source and source.pk not in seen:
            yield source
            seen.add(source.pk)
            source = source.parent
