"""The five source documents: each is held and printed whole, and none of its sentences is copied."""

import csv
import json
import re
import unicodedata
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from django.conf import settings

from planning.demo import DEMO_FILES
from planning.documents.assemble import assemble
from planning.documents.pdf import draw
from planning.facts import FIXTURES
from planning.formats import same_words
from planning.plans.plans import Plan
from projects.models import ProjectPlan
from tests.demonstration import loaded

SHARED = settings.BASE_DIR.parent / "shared"
# Without the mark no database of the tests would be set up for `printed`.
pytestmark = [pytest.mark.django_db, pytest.mark.paper]
needs_seeds = pytest.mark.skipif(not SHARED.is_dir(), reason="the source documents are not on this machine")
SEEDS = {
    "quang-ngai-2025": "000",
    "ba-dinh-2025": "001",
    "quang-ngai-16-2022": "002",
    "quang-xuong-2023": "003",
    "son-la-2021-2025": "004",
}
BOOKMARK = "dấu đánh trang của trình soạn thảo, không phải lời văn"
OPEN_DATE = "bản gốc để trống ngày; hệ thống để trống cả tháng cho đến khi có ngày ban hành"
# What a source document has and the print has not, each with the reason.
LEFT_OUT = {
    "quang-ngai-2025": {"575": "mã người soạn ở dòng lưu"},
    "ba-dinh-2025": {
        **dict.fromkeys(("80358523", "24924655", "21949638", "67925578", "24924656", "21949639"), BOOKMARK),
        **dict.fromkeys(("80358524", "80358525", "80358526", "24924663", "21949645"), BOOKMARK),
        "8/2025": OPEN_DATE,
    },
    "quang-ngai-16-2022": {
        "85": "mã người soạn ở dòng lưu",
        "27/10/2022": "dòng “Kèm theo” của phụ lục ghi sai; văn bản ghi ngày 27/01/2022",
    },
    "quang-xuong-2023": {"24/4/2023": "một câu ghi sai ngày của Quyết định 1185; chín câu khác ghi 11/4/2023"},
    "son-la-2021-2025": {"2514/QĐUBND": "dòng “Kèm theo” ghi sai số; quyết định mang số 2544"},
}
NAMES = {
    "quang-ngai-2025": (
        "Sở Lao động - Thương binh và Xã hội; Sở Kế hoạch và Đầu tư; Sở Tài chính; Sở Y tế; Sở Xây dựng; Sở Nội vụ; "
        "Sở Nông nghiệp và Phát triển nông thôn; Sở Thông tin và Truyền thông; Ban Thi đua - Khen thưởng tỉnh; "
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; Báo Quảng Ngãi; Thường trực Tỉnh ủy; Cổng TTĐT tỉnh"
    ),
    "ba-dinh-2025": (
        "Phòng Kinh tế; Phòng Văn hóa - Xã hội; Sở Nông nghiệp và Môi trường; Thường trực Đảng ủy xã; "
        "Trung tâm Dịch vụ việc làm tỉnh; Ủy ban Mặt trận Tổ quốc Việt Nam xã; Văn phòng HĐND và UBND xã"
    ),
    "quang-ngai-16-2022": (
        "Sở Lao động - Thương binh và Xã hội; Sở Thông tin và Truyền thông; Ban Tuyên giáo Tỉnh ủy; Võ Phiên; "
        "Văn phòng Chính phủ; Đài Phát thanh và Truyền hình tỉnh; Đoàn Đại biểu QH tỉnh; KT. CHỦ TỊCH"
    ),
    "quang-xuong-2023": (
        "Phòng Lao động - Thương binh và Xã hội; Phòng Nông nghiệp và Phát triển nông thôn; Trung tâm Y tế huyện; "
        "Phòng Tài chính - Kế hoạch; Sở Y tế; Thường trực Huyện ủy; Nguyễn Huy Nam; PHÓ CHỦ TỊCH"
    ),
    "son-la-2021-2025": (
        "Sở Lao động - Thương binh và Xã hội; Sở Kế hoạch và Đầu tư; Sở Tài chính; Sở Y tế; Sở Xây dựng; Báo Sơn La; "
        "Sở Nông nghiệp và Phát triển nông thôn; Sở Thông tin và Truyền thông; Trung tâm Thông tin tỉnh; Thuận Châu; "
        "Chi nhánh Ngân hàng Chính sách xã hội tỉnh; Sốp Cộp; Tráng Thị Xuân; PHÓ CHỦ TỊCH THƯỜNG TRỰC"
    ),
}
# Names of movements and headings that are nobody's sentences.
PROPER_NAMES = (
    "Quảng Ngãi chung tay vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Quảng Ngãi vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Cả nước chung tay vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Cả nước chung tay vì người nghèo - không để ai bỏ lại phía sau",
    "Chung tay vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi",
    "Các tác phẩm báo chí viết về công tác giảm nghèo",
    "Ban Chỉ đạo các Chương trình mục tiêu quốc gia",
    "Ban Chỉ đạo rà soát hộ nghèo, hộ cận nghèo",
    "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "các tổ chức chính trị - xã hội",
)
OFFICIAL = {
    "planning.agency": ("name",),
    "planning.legaldocument": ("subject",),
    "planning.programme": ("name",),
    "planning.taskgroup": ("title",),
    "projects.component": ("name",),
}
OURS = {
    "planning.section": ("body",),
    "planning.task": ("content",),
    "projects.projectplan": ("objective", "beneficiaries", "content"),
}
RUN = 12
MARKER = re.compile(
    r"^\s*(?:\|\s*(?:\d+|[IVX]+)?\s*\||[-+*]|\d{1,2}(?:\.\d{1,2})*[.)-]|\(\d\)|[a-zđ]\)|[IVX]+\.)\s+", re.MULTILINE
)
PAGE_NUMBER = re.compile(r"^\s*(?:DỰ THẢO\s*)?(?:\d{1,2}\s*)?$", re.MULTILINE)
LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
TOKEN = re.compile(
    r"(?P<reference>\d+(?:/\d{4})?[/-](?:QĐ|KH|NQ|CT|TT|NĐ|QH)[-/\w]*)"
    r"|(?P<date>\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}/\d{4})"
    r"|(?P<range>\d+(?:,\d+)?-\d+(?:,\d+)?)"
    r"|(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
)


def seed(name):
    (path,) = (SHARED / "seeds").glob(f"{SEEDS[name]}_*.txt")
    return path.read_text(encoding="utf-8")


def normal(text):
    """One form for what scanning, breaking of lines and habit write differently."""
    text = unicodedata.normalize("NFC", text).replace("ƣ", "ư").replace("Ƣ", "Ư")
    text = re.sub("[\u2013\u2014]", "-", text).replace("*", "")
    text = " ".join(MARKER.sub("", PAGE_NUMBER.sub("", text)).replace("|", ";").split())
    text = re.sub(r"tháng (\d{1,2}) năm (\d{4})", r"\1/\2", LONG_DATE.sub(r"\1/\2/\3", text))
    text = re.sub(r"(\d%?) đến (\d)", r"\1-\2", text)
    return re.sub(r"\s*([-/])\s*", r"\1", text)


def tokens(text):
    """The numbers of a text, its dates and the numbers of documents among them, in one form each."""
    found = set()
    for match in TOKEN.finditer(normal(text)):
        if match["reference"]:
            found.add(match[0].replace("-", "").lstrip("0"))
        elif match["date"]:
            found.add("/".join(str(int(part)) for part in re.split("[/.]", match[0])))
        elif match["range"]:
            found |= {match[0], *map(plain, match[0].split("-"))}
        else:
            found.add(plain(match[0]))
    return found


def plain(number):
    grouped = re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", number)
    value = Decimal((number.replace(".", "") if grouped else number).replace(",", "."))
    return f"{value.normalize():f}"


def folded(text):
    return same_words(normal(text))


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    """The five demonstration plans, each drawn once: its text, and the cells of its tables."""
    with loaded(django_db_blocker):
        drawn = {name: draw(assemble(Plan.objects.get(slug=slug))) for name, slug in DEMO_FILES.items()}
        projects = {name: components_of(slug) for name, slug in DEMO_FILES.items()}
    return {name: (*read(pdf), projects[name]) for name, pdf in drawn.items()}


def components_of(slug):
    return set(ProjectPlan.objects.filter(plan__slug=slug).values_list("component__name", flat=True))


def numbers_of(text):
    """The numbers a text gives: those that documents bear are given without their symbol as well."""
    found = tokens(text)
    return found | {each.split("/")[0] for each in found}


def read(pdf):
    with pdfplumber.open(BytesIO(pdf)) as book:
        text = "\n".join(page.extract_text() for page in book.pages)
        tables = [table for page in book.pages for table in page.extract_tables()]
    return text, [[same_words(cell or "") for cell in row] for table in tables for row in table]


@needs_seeds
@pytest.mark.parametrize("name", SEEDS)
def test_every_number_of_a_source_is_printed_or_left_out_for_a_reason(printed, name):
    assert tokens(seed(name)) - numbers_of(printed[name][0]) == set(LEFT_OUT[name])


@needs_seeds
@pytest.mark.parametrize("name", SEEDS)
def test_the_names_of_a_source_are_printed(printed, name):
    source, paper = folded(seed(name)), folded(printed[name][0])

    for each in map(folded, NAMES[name].split("; ")):
        assert each in source
        assert each in paper


@pytest.mark.parametrize("name", [name for name in SEEDS if name in ("quang-xuong-2023", "son-la-2021-2025")])
def test_a_plan_prints_the_projects_it_speaks_of(printed, name):
    text, _, projects = printed[name]

    assert {project for project in projects if folded(project) not in folded(text)} == set()


@needs_seeds
def test_the_task_matrix_prints_its_22_tasks_with_agencies_products_and_times(printed):
    path = SHARED / "reference" / "quang_ngai_16_KH-UBND_2022_phu_luc_nhiem_vu.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        source = [row for row in csv.reader(lines) if len(row) == 6 and row[0].isdigit()]
    corrected = {"UBNDTTQVN": "UBMTTQVN", "Tuyên giáo TƯ": "Tuyên giáo Trung ương", "Hàng năm": "Hằng năm"}

    def words(cell):
        for slip, right in corrected.items():
            cell = cell.replace(slip, right)
        return same_words(cell)

    matrix = printed["quang-ngai-16-2022"][1]
    tasks = [row for row in matrix if len(row) == 6 and row[0].isdigit() and row[5]]
    assert [row[2:] for row in tasks] == [[words(cell) for cell in row[2:]] for row in source]
    assert len(tasks) == 22


def bare(text):
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold()))


def runs(text):
    words = text.split()
    return {" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def rows_of(models):
    """Values of the named fields of all fixtures, each with its file."""
    for path in sorted(FIXTURES.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            for field in models.get(row["model"], ()):
                yield path.name, row["fields"].get(field, "")


def our_words():
    """Each line of our own words, with the name of its file."""
    texts = [
        (path.name, path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.parent.glob("templates/texts/*"))
    ]
    for name, text in [*texts, *rows_of(OURS)]:
        for line in text.splitlines():
            yield name, line


@needs_seeds
def test_no_sentence_of_a_source_is_copied():
    taken = set().union(*(runs(bare(normal(seed(name)))) for name in SEEDS))
    names = sorted({bare(text) for _, text in rows_of(OFFICIAL)} | set(map(bare, PROPER_NAMES)), key=len)[::-1]

    copied = []
    for name, line in our_words():
        for part in re.split(r"\{\{.*?\}\}", line):
            words = bare(part)
            for official in filter(None, names):
                words = f" {words} ".replace(f" {official} ", " § ").strip()
            copied += [(name, run) for piece in words.split("§") for run in runs(piece) & taken]
    assert copied == []
