"""Prints the demonstration accounts that are in the database."""

from typing import Any

from django.core.management.base import BaseCommand

from planning.demo import ACCOUNTS, PASSWORD
from planning.people.users import Post, User

NO_POST = "Chưa được giao nhiệm vụ"
HEADINGS = ("Tài khoản", "Mật khẩu", "Họ và tên", "Nhiệm vụ")


class Command(BaseCommand):
    help = "In các tài khoản thử nghiệm đang có."

    def handle(self, *args: Any, **options: Any) -> None:
        usernames = [account.username for account in ACCOUNTS]
        people = {user.username: user for user in User.objects.prefetch_related("posts__unit")}
        rows = [_row(people[username]) for username in usernames if username in people]
        if not rows:
            self.stdout.write("Chưa có tài khoản thử nghiệm; hãy chạy load_demo.")
            return
        widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
        for row in (HEADINGS, *rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def _row(user: User) -> tuple[str, ...]:
    posts = ", ".join(_words(post) for post in user.posts.all())
    return user.username, PASSWORD, str(user), posts or ("Quản trị toàn hệ thống" if user.is_superuser else NO_POST)


def _words(post: Post) -> str:
    unit = post.unit.full_name if post.unit.valid_to is None else f"{post.unit.full_name} (cũ)"
    return f"{post.get_role_display()}, {unit}"
