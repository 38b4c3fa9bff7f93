"""The demonstration: which file prints which plan, and the accounts, made-up people each with one thing to try."""

from dataclasses import dataclass

from django.db import transaction

from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.units import Unit

PASSWORD = "thu-nghiem-2025"

# The papers of the demonstration: the name of the file, and the slug of the plan that it prints. They are loaded in
# this order: a plan that another names as the one above it comes before that.
DEMO_FILES = {
    "quang-ngai-2025": "51-annual-2025",
    "ba-dinh-2025": "21499-annual-2025",
    "quang-ngai-16-2022": "51-action-2021",
    "quang-xuong-2023": "406-annual-2023",
    "son-la-2021-2025": "14-period-2021",
}
# Plans of the sample province and of one of its communes, and what the province reports on them, printed beside them.
SAMPLE_PAPERS = {
    "tinh-mau-2025": "MAU-annual-2025",
    "xa-mau-01-2025": "MX00001-annual-2025",
    "bao-cao-tinh-mau-2025": "MAU-monitoring-year-2025",
    "bao-cao-tong-ket-tinh-mau-2021-2025": "MAU-summary-final-2021-2025",
}


@dataclass(frozen=True)
class Account:
    """An account and its post: a role in the unit that bears `code` on `day`. The administrator has none."""

    username: str
    full_name: str
    role: Role | None = None
    code: str = ""
    day: str = ""

    @property
    def is_of_sample(self) -> bool:
        """Whether the post is in the sample province, whose codes begin like no other."""
        return self.code.startswith("M")


ACCOUNTS = (
    Account("lan", "Nguyễn Thị Lan", Role.EDITOR, "51", "2025-07-01"),
    Account("minh", "Trần Văn Minh", Role.VIEWER, "51", "2025-07-01"),
    Account("dung", "Võ Tiến Dũng", Role.SIGNER, "51", "2025-07-01"),
    Account("binh", "Phạm Văn Bình", Role.EDITOR, "21499", "2025-07-01"),
    Account("hoa", "Lê Thị Hoa", Role.VIEWER, "21499", "2025-07-01"),
    Account("chinh", "Phạm Thị Chinh", Role.SIGNER, "21499", "2025-07-01"),
    Account("son", "Lò Văn Sơn", Role.EDITOR, "14", "2025-07-01"),
    Account("tam", "Đinh Văn Tâm", Role.EDITOR, "21484", "2025-07-01"),
    Account("thuy", "Lê Thị Thủy", Role.EDITOR, "406", "2025-06-30"),
    Account("mau", "Nguyễn Thị Mẫu", Role.EDITOR, "MAU", "2025-07-01"),
    Account("kymau", "Trần Văn Mẫu", Role.SIGNER, "MAU", "2025-07-01"),
    Account("xamau", "Lê Văn Mẫu", Role.EDITOR, "MX00001", "2025-07-01"),
    Account("kyxamau", "Phạm Thị Mẫu", Role.SIGNER, "MX00001", "2025-07-01"),
    Account("quantri", "Quản trị viên"),
)


@transaction.atomic
def create_accounts() -> int:
    """Create the accounts whose usernames are not taken; return how many.

    The people of a sample province that was made anew get their posts back.
    """
    people = {user.username: user for user in User.objects.filter(username__in=[each.username for each in ACCOUNTS])}
    missing = [account for account in ACCOUNTS if account.username not in people]
    for account in missing:
        people[account.username] = _create(account)
    for account in ACCOUNTS:
        if account in missing or account.is_of_sample:
            _appoint(people[account.username], account)
    return len(missing)


def _create(account: Account) -> User:
    create = User.objects.create_user if account.role else User.objects.create_superuser
    return create(account.username, password=PASSWORD, full_name=account.full_name)


def _appoint(user: User, account: Account) -> None:
    is_here = not account.is_of_sample or Unit.objects.filter(code=account.code).exists()
    if account.role and is_here:
        unit = Unit.objects.get_by_natural_key(account.code, account.day)
        Post.objects.get_or_create(user=user, unit=unit, defaults={"role": account.role})
