"""The agencies of the sample province, and the two officers in whose names its plans are drafted and signed."""

from datetime import date

from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.agencies import Agency, Sector
from planning.sample.parts import FIRST_DAY, Place, Sample

EDITOR, SIGNER = "tinh-mau-bien-tap", "tinh-mau-ky"
SIGNATORY = "Nguyễn Văn Mẫu"
# The day from which the province's departments were others.
REFORM = date(2025, 3, 1)
EVE = date(2025, 2, 28)
# Code, name, short name, sector, whether it is there before the reform, whether after.
DEPARTMENTS = (
    ("so-ldtbxh", "Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TBXH", Sector.LABOUR, True, False),
    ("so-nnptnt", "Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT", Sector.AGRICULTURE, True, False),
    ("so-tttt", "Sở Thông tin và Truyền thông", "Sở TT&TT", Sector.INFORMATION, True, False),
    ("so-khdt", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", Sector.INVESTMENT, True, False),
    ("so-nnmt", "Sở Nông nghiệp và Môi trường", "Sở NN&MT", Sector.AGRICULTURE, False, True),
    ("so-noi-vu", "Sở Nội vụ", "", Sector.LABOUR, False, True),
    ("so-khcn", "Sở Khoa học và Công nghệ", "Sở KH&CN", Sector.INFORMATION, False, True),
    ("so-tai-chinh", "Sở Tài chính", "", Sector.FINANCE, True, True),
    ("so-y-te", "Sở Y tế", "", Sector.HEALTH, True, True),
    ("so-xay-dung", "Sở Xây dựng", "", Sector.CONSTRUCTION, True, True),
)
SUCCESSORS = {
    "so-ldtbxh": ("so-nnmt", "so-noi-vu"),
    "so-nnptnt": ("so-nnmt",),
    "so-tttt": ("so-khcn",),
    "so-khdt": ("so-tai-chinh",),
}
OFFICES = (("kinh-te", "Phòng Kinh tế", Sector.AGRICULTURE), ("van-hoa", "Phòng Văn hóa - Xã hội", Sector.LABOUR))


def make_people(sample: Sample, planning: list[Place]) -> None:
    """Save the departments, the offices of the communes that plan, and two officers who cannot sign in."""
    sample.agencies = [*_departments(sample), *_offices(planning)]
    units = [sample.province.unit, *(place.unit for place in planning)]
    sample.editor = _officer(EDITOR, "Cán bộ tỉnh Mẫu (giả định)")
    sample.signer = _officer(SIGNER, f"{SIGNATORY} (giả định)")
    posts = [Post(user=sample.editor, unit=unit, role=Role.EDITOR) for unit in units]
    Post.objects.bulk_create([*posts, Post(user=sample.signer, unit=units[0], role=Role.SIGNER)])


def _departments(sample: Sample) -> list[Agency]:
    made = {}
    for code, name, short, sector, is_before, is_after in DEPARTMENTS:
        made[code] = Agency.objects.create(
            code=f"mau-{code}",
            name=name,
            short_name=short,
            unit=sample.province.unit,
            sector=sector,
            valid_from=None if is_before else REFORM,
            valid_to=None if is_after else EVE,
        )
    for code, successors in SUCCESSORS.items():
        made[code].successors.set([made[each] for each in successors])
    return list(made.values())


def _offices(planning: list[Place]) -> list[Agency]:
    return [
        Agency.objects.create(
            code=f"mau-{place.unit.code.lower()}-{code}",
            name=name,
            unit=place.unit,
            sector=sector,
            valid_from=FIRST_DAY,
        )
        for place in planning
        for code, name, sector in OFFICES
    ]


def _officer(username: str, full_name: str) -> User:
    officer = User(username=username, full_name=full_name)
    officer.set_unusable_password()
    officer.save()
    return officer
