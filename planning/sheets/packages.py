"""Opening an uploaded file safely: what is no workbook, or too large when unpacked, is refused in one sentence."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

MEGABYTE = 2**20
MAX_BYTES = 10 * MEGABYTE
MAX_UNPACKED = 50 * MEGABYTE
MAX_RATIO = 300
# Small parts of one repeated letter reach any ratio without harm.
RATIO_COUNTS_FROM = MEGABYTE
MAX_PARTS = 2_000
CHUNK = 2**16
PARTS_READ = (".xml", ".rels")
ZIP, OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

SAVE_AS = "Vui lòng mở tệp bằng Excel hoặc LibreOffice, lưu lại ở dạng .xlsx rồi tải lên."
TOO_LARGE = f"Tệp lớn hơn {MAX_BYTES // MEGABYTE} MB; vui lòng tải lên tệp nhỏ hơn."
DAMAGED = "Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Vui lòng mở thử tệp, lưu lại rồi tải lên lần nữa."
BOMB = f"Tệp bung ra quá lớn (giới hạn {MAX_UNPACKED // MEGABYTE} MB) nên không được đọc."
LOCKED = "Tệp được bảo vệ bằng mật khẩu. Vui lòng bỏ mật khẩu mở tệp rồi tải lên."
OTHER_FORMATS = (
    (b"%PDF", "Đây là tệp PDF, không phải bảng tính .xlsx."),
    (b"<!doctype html", f"Đây là trang web mang tên bảng tính, không phải bảng tính .xlsx. {SAVE_AS}"),
    (b"<html", f"Đây là trang web mang tên bảng tính, không phải bảng tính .xlsx. {SAVE_AS}"),
    (b"<table", f"Đây là trang web mang tên bảng tính, không phải bảng tính .xlsx. {SAVE_AS}"),
)
# What other programs pack in the same way: told by the part that only theirs have.
OTHER_PACKAGES = {
    "xl/workbook.bin": f"Đây là bảng tính Excel dạng nhị phân (.xlsb). {SAVE_AS}",
    "word/document.xml": "Đây là văn bản Word (.docx), không phải bảng tính .xlsx.",
    "ppt/presentation.xml": "Đây là bản trình chiếu (.pptx), không phải bảng tính .xlsx.",
    "content.xml": f"Đây là tệp LibreOffice (.ods, .odt), không phải bảng tính .xlsx. {SAVE_AS}",
}


class UnreadableWorkbook(ValueError):
    """The file cannot be read as a workbook; the message is the sentence the user reads."""


def parts_of(content: bytes) -> dict[str, bytes]:
    """Unpack the XML parts of a workbook, by name; nothing else in the file is read.

    What the directory of the file says of sizes is believed only when it refuses: reading counts for itself.
    """
    _refuse_other_formats(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _refuse_other_packages(package.namelist())
            members = [info for info in package.infolist() if info.filename.lower().endswith(PARTS_READ)]
            _refuse_bombs(package.infolist(), members)
            return _unpacked(package, members)
    # NotImplementedError is how zipfile names a compression it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableWorkbook(DAMAGED) from error


def package_of(parts: dict[str, bytes]) -> BytesIO:
    """Pack parts again, so that a reader meets the sizes that were counted and no others."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    buffer.seek(0)
    return buffer


def _refuse_other_formats(content: bytes) -> None:
    if not content:
        raise UnreadableWorkbook("Tệp rỗng, không có nội dung.")
    if len(content) > MAX_BYTES:
        raise UnreadableWorkbook(TOO_LARGE)
    if content.startswith(OLE):
        old = f"Đây là bảng tính Excel dạng cũ (.xls). {SAVE_AS}"
        raise UnreadableWorkbook(LOCKED if ENCRYPTED_STREAM in content else old)
    opening = content[:CHUNK].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, sentence in OTHER_FORMATS:
        if opening.startswith(signature.lower()):
            raise UnreadableWorkbook(sentence)
    if not content.startswith(ZIP):
        raise UnreadableWorkbook(f"Tệp này không phải bảng tính .xlsx. {SAVE_AS}")


def _refuse_other_packages(names: list[str]) -> None:
    for part, sentence in OTHER_PACKAGES.items():
        if part in names and "xl/workbook.xml" not in names:
            raise UnreadableWorkbook(sentence)


def _refuse_bombs(everything: list[zipfile.ZipInfo], members: list[zipfile.ZipInfo]) -> None:
    if len(everything) > MAX_PARTS or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise UnreadableWorkbook(BOMB)
    for info in members:
        if info.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * info.compress_size):
            raise UnreadableWorkbook(BOMB)


def _unpacked(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for info in members:
        part = b"".join(_chunks(package, info, room))
        room -= len(part)
        parts[info.filename] = part
    return parts


def _chunks(package: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    with package.open(info) as stream:
        while chunk := stream.read(CHUNK):
            room -= len(chunk)
            if room < 0:
                raise UnreadableWorkbook(BOMB)
            yield chunk
