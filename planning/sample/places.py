"""The units of the sample province: districts and communes until 30/6/2025, and the communes they became."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from planning.places.units import (
    GroupMembership,
    Reorganisation,
    Succession,
    Unit,
    UnitGroup,
    UnitKind,
    with_search_names,
)
from planning.plans.legal import DocumentKind, LegalDocument
from planning.sample.map import lay_out
from planning.sample.parts import FIRST_DAY, LAST_DAY, Place, Sample, Size

PROVINCE, PROVINCE_NAME = "MAU", "Mẫu"
REORGANISATION = "sap-xep-gia-dinh-2025"
POOR_DISTRICTS = "mau-huyen-ngheo"
COUNCIL, COMMITTEE = "Hội đồng nhân dân tỉnh Mẫu", "Ủy ban nhân dân tỉnh Mẫu"
# How many former communes one of today was made of: 1.7 on average.
MERGED = (1, 1, 1, 1, 2, 2, 2, 2, 2, 3)
WARDS_IN_A_HUNDRED, COMMUNES_OF_A_DISTRICT, WARDS_OF_A_CITY = 7, 8, 12
# A divided commune leaves this many hundredths of its figures to the first of the two that take it over.
SHARES, STEP = (60, 40), 5
# Poor households of a thousand above which a district is called poor.
POOR = 150
BATCH = 1000


def new_province() -> Place:
    """The province itself, not yet saved: the same unit before and after the districts go."""
    unit = Unit(code=PROVINCE, name=PROVINCE_NAME, prefix="Tỉnh", kind=UnitKind.PROVINCE, is_sample=True)
    return Place(with_search_names([unit])[0])


def make_places(sample: Sample) -> None:
    """Save the units of both maps, what became of which, and the former districts as groups."""
    plan_places(sample)
    lay_out(sample)
    sample.province.unit.save()
    for level in (sample.districts, sample.former, sample.communes):
        for place in level:
            place.unit.parent = place.district.unit if place.district else sample.province.unit
        Unit.objects.bulk_create(with_search_names(place.unit for place in level), BATCH)
    sample.origins = {place.unit.pk: sample.origins[key] for key, place in enumerate(sample.communes)}
    sample.province.households = sum(place.households for place in sample.former)
    _save_successions(sample)
    _save_groups(sample)


def plan_places(sample: Sample) -> None:
    """Lay out districts, their communes and what these became, from the communes of today upwards."""
    for number, (kind, count) in enumerate(districts_of(sample.size), start=1):
        dice = sample.dice("district", number)
        district = _district(number, kind, dice)
        sample.districts.append(district)
        for _ in range(count):
            _add_commune(sample, district, kind, dice)
    _divide_some(sample)


def districts_of(size: Size) -> Iterator[tuple[str, int]]:
    """The kind of each district, `rural`, `city` or `island`, and how many communes of today lie in it."""
    island = 1 if size.communes > 2 else 0
    wards = size.communes * WARDS_IN_A_HUNDRED // 100 or (1 if size.communes > 3 else 0)
    rural = size.communes - wards - island
    yield from (("rural", count) for count in _shared(rural, COMMUNES_OF_A_DISTRICT))
    yield from (("city", count) for count in _shared(wards, WARDS_OF_A_CITY))
    yield from [("island", island)] * island


def _shared(whole: int, about: int) -> list[int]:
    """The whole in parts of about that many."""
    parts = -(-whole // about)
    return [whole * (place + 1) // parts - whole * place // parts for place in range(parts)]


def _district(number: int, kind: str, dice: Random) -> Place:
    poor = {"rural": (90, 220), "city": (45, 70), "island": (60, 110)}[kind]
    prefix, name = {
        "rural": ("Huyện", f"{PROVINCE_NAME} {number}"),
        "city": ("Thành phố", f"{PROVINCE_NAME} {number}"),
        "island": ("Huyện", f"Đảo {PROVINCE_NAME}"),
    }[kind]
    minority = dice.choice(((4, 10), (4, 10), (40, 90))) if kind == "rural" else (4, 8)
    unit = Unit(code=f"MH{number:04}", name=name, prefix=prefix, kind=UnitKind.DISTRICT)
    unit.valid_to, unit.is_sample = LAST_DAY, True
    return Place(unit, poor=dice.randint(*poor), minority=dice.randint(*minority), is_urban=kind == "city")


def _add_commune(sample: Sample, district: Place, kind: str, dice: Random) -> None:
    """A commune of today, and the former ones it was made of."""
    number = len(sample.communes)
    prefix = {"rural": "Xã", "city": "Phường", "island": "Đặc khu"}[kind]
    width = len(str(sample.size.communes))
    name = f"Đảo {PROVINCE_NAME}" if kind == "island" else f"{PROVINCE_NAME} {number + 1:0{width}}"
    unit = Unit(code=f"MX{number + 1:05}", name=name, prefix=prefix, kind=UnitKind.COMMUNE)
    unit.valid_from, unit.is_sample = FIRST_DAY, True
    origins = [(_former(sample, district, kind, dice), 100) for _ in range(dice.choice(MERGED))]
    sample.origins[number] = origins
    sample.communes.append(
        Place(
            unit,
            households=sum(place.households for place, _ in origins),
            poor=sum(place.weight for place, _ in origins) // sum(place.households for place, _ in origins),
            minority=district.minority,
            is_urban=district.is_urban,
        )
    )


def _former(sample: Sample, district: Place, kind: str, dice: Random) -> Place:
    number = len(sample.former) + 1
    within = sum(place.district is district for place in sample.former[-40:]) + 1
    prefix = "Phường" if kind == "city" else "Xã"
    unit = Unit(code=f"MC{number:05}", name=_former_name(district, within), prefix=prefix, kind=UnitKind.COMMUNE)
    unit.valid_to, unit.is_sample = LAST_DAY, True
    households = {"rural": (700, 2600), "city": (1800, 4500), "island": (400, 900)}[kind]
    place = Place(unit, district=district, is_urban=district.is_urban, minority=district.minority)
    place.households = dice.randint(*households) // STEP * STEP
    place.poor = min(max(district.poor * dice.randint(75, 125) // 100, 45), 240)
    sample.former.append(place)
    district.households += place.households
    return place


def _former_name(district: Place, within: int) -> str:
    """`Mẫu 3.07`: the seventh of the third district."""
    number = district.unit.code.removeprefix("MH").lstrip("0")
    return f"{PROVINCE_NAME} {number}.{within:02}"


def _divide_some(sample: Sample) -> None:
    """Let the last former commune of every fourth go to two communes of today, by a stated share."""
    for number in range(0, len(sample.communes) - 1, 4):
        if sample.communes[number].is_urban != sample.communes[number + 1].is_urban:
            continue
        *whole, (divided, _) = sample.origins[number]
        divided.step = STEP
        sample.origins[number] = [*whole, (divided, SHARES[0])]
        sample.origins[number + 1].append((divided, SHARES[1]))


def _reform(sample: Sample) -> Reorganisation:
    """The reorganisation of 2025 with its resolution."""
    document = LegalDocument.objects.create(
        kind=DocumentKind.RESOLUTION,
        reference="01/NQ-MẪU",
        issued_on=LAST_DAY.replace(day=10),
        issuer=COUNCIL,
        subject="về sắp xếp đơn vị hành chính (văn bản giả định)",
        invented_for=sample.province.unit,
    )
    reform = Reorganisation.objects.create(
        code=REORGANISATION,
        name="Sắp xếp giả định năm 2025 của tỉnh Mẫu",
        effective_on=FIRST_DAY,
        published_on=document.issued_on,
    )
    reform.documents.set([document])
    return reform


def _save_successions(sample: Sample) -> None:
    reform = _reform(sample)
    units = {place.unit.pk: place.unit for place in sample.communes}
    Succession.objects.bulk_create(
        [
            Succession(
                reorganisation=reform,
                predecessor=old.unit,
                successor=units[new],
                is_partial=hundredths < 100,
                share=Decimal(hundredths) / 100 if hundredths < 100 else None,
            )
            for new, origins in sample.origins.items()
            for old, hundredths in origins
        ],
        BATCH,
    )


def _poor_districts(sample: Sample) -> list[GroupMembership]:
    name = "các huyện nghèo của tỉnh Mẫu"
    poor = UnitGroup.objects.create(code=POOR_DISTRICTS, name=name, note="Danh sách giả định.")
    return [
        GroupMembership(group=poor, unit=place.unit, valid_to=LAST_DAY)
        for place in sample.districts
        if place.poor > POOR
    ]


def _save_groups(sample: Sample) -> None:
    """The territory of each former district, and the poor districts as long as there were districts."""
    groups = UnitGroup.objects.bulk_create(
        [
            UnitGroup(
                code=f"huyen-cu-{place.unit.code}",
                name=f"địa bàn {place.unit.full_name} (cũ)",
                former_unit=place.unit,
            )
            for place in sample.districts
        ],
        BATCH,
    )
    members = _poor_districts(sample)
    by_district = dict(zip((place.unit.pk for place in sample.districts), groups, strict=True))
    for new, origins in sample.origins.items():
        districts = dict.fromkeys(old.unit.parent_id or 0 for old, _ in origins)
        note = "một phần địa bàn" if len(districts) > 1 else ""
        members += [
            GroupMembership(group=by_district[key], unit_id=new, valid_from=FIRST_DAY, note=note) for key in districts
        ]
    GroupMembership.objects.bulk_create(members, BATCH)
