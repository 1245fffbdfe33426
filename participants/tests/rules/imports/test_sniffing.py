"""Which files are refused, and with which sentence, before any row is read."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.rules.imports import reading
from participants.rules.imports.archives import read_entry, unpack
from participants.rules.imports.limits import LIMITS, Limits
from participants.rules.imports.outcome import Reading, UnreadableFile
from participants.rules.imports.sniffing import Form, sniff

from . import builders, hostile

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
CSV = b"short_name,name,duns_number\nQHON,HONEST POWER LLC,900000012\n"
TINY = Limits(upload_bytes=20_000, unpacked_bytes=40_000, ratio_matters_above=1_000, compression_ratio=20)


def refusal(data: bytes, file_name: str = "MPList.zip", limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        reading.read_participants(data, file_name, roles=builders.SHEETS, limits=limits)
    return caught.value.reason


def honest() -> bytes:
    return hostile.small_list()


@pytest.mark.parametrize(
    "data",
    [
        honest(),
        builders.zipped({"MPList.xlsx": honest()}),
        builders.zipped({"deep/../../odd\\name.bin": honest()}),
        builders.zipped({"MPList.xlsx": honest(), "__MACOSX/._MPList.xlsx": b"\x00\x05", ".DS_Store": b"\x00"}),
        builders.zipped({"MPList.xlsx": honest()}, zipfile.ZIP_STORED),
    ],
    ids=["bare", "wrapped", "odd name", "packed on a Mac", "stored"],
)
def test_a_workbook_is_found_whatever_wraps_it(data):
    found = reading.read_participants(data, "anything.csv", roles=builders.SHEETS)
    assert [row.name for row in found.rows] == ["HONEST POWER LLC"]
    assert found.full_list


def test_other_files_beside_the_workbook_are_noted_and_not_opened():
    found = sniff(builders.zipped({"MPList.xlsx": honest(), "readme.txt": b"hello", "run.exe": PROGRAM}))
    assert found.form is Form.WORKBOOK
    assert found.notes == ("2 other file(s) in the archive were not opened.",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (PROGRAM, "a program"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 100, "a program"),
        (b"#!/bin/sh\nrm -rf /\n", "a script"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (OLD_WORKBOOK, "old or password-protected workbook"),
        (b"\x1f\x8b\x08\x00", "archive of another kind"),
        (b"PK\x05\x06" + b"\x00" * 18, "an empty archive"),
        (b"PK\x03\x04" + b"\x00" * 100, "damaged"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"<!doctype html><table>", "web page"),
        (b"\x00\x01\x02\x03" * 50, "zero bytes"),
        (builders.zipped({"a/": b""}), "no workbook"),
        (builders.zipped({"a.xlsx": honest(), "b.xlsx": honest()}), "2 workbooks"),
        (builders.zipped({"list.csv": CSV}), "choose the CSV file itself"),
        (builders.zipped({"run.xlsx": PROGRAM}), "no workbook"),
        (builders.zipped({"list.xls": OLD_WORKBOOK}), "without a password"),
        (builders.zipped({"inner.zip": builders.zipped({"MPList.xlsx": honest()})}), "unpack it once"),
        (builders.zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), "text document"),
        (builders.zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"x"}), ".xlsb"),
        (builders.zipped({"mimetype": b"x", "content.xml": b"<a/>"}), "OpenDocument"),
        (builders.zipped({"MPList.xlsx": honest()}, zipfile.ZIP_BZIP2), "unusual way"),
        (builders.zipped({"MPList.xlsx": honest()}, zipfile.ZIP_LZMA), "unusual way"),
        (hostile.encrypted(builders.zipped({"MPList.xlsx": honest()})), "password"),
        (hostile.overlapping(builders.zipped({"MPList.xlsx": honest()})), "overlap"),
        (hostile.twice_named(honest(), "XL/Workbook.xml", b"<other/>"), "two entries of the same name"),
        (builders.zipped({"MPList.xlsx": honest()})[:-30], "damaged"),
        (
            builders.zipped({str(number): b"" for number in range(LIMITS.archive_entries + 1)}),
            "more than 2,000 entries",
        ),
    ],
)
def test_a_file_is_refused_by_its_content_in_one_sentence(data, words):
    reason = refusal(data)
    assert words in reason
    assert reason.endswith(".")
    assert "\n" not in reason


def test_an_ordinary_text_beginning_with_mz_is_no_program():
    assert sniff(b"MZ,name\n1,2\n").form is Form.TABLE


def test_a_bomb_is_refused_by_what_its_directory_declares():
    assert "many times its size" in refusal(builders.zipped({"MPList.xlsx": b"\x00" * 3_000_000}))


def test_a_bomb_inside_the_workbook_is_refused_too():
    inner = hostile.with_member(honest(), "xl/media/image1.png", b"\x00" * 3_000_000)
    assert "many times its size" in refusal(builders.zipped({"MPList.xlsx": inner}, zipfile.ZIP_STORED))


@pytest.mark.parametrize("wrap", [lambda xlsx: xlsx, lambda xlsx: builders.zipped({"MPList.xlsx": xlsx})])
def test_a_sheet_of_200_mb_is_refused_by_its_declared_size(wrap):
    assert "more than 64 MB" in refusal(wrap(hostile.claiming_size(honest(), 200 * 1024 * 1024)))


def test_an_archive_that_declares_less_than_it_holds_is_refused():
    assert "damaged" in refusal(hostile.claiming_size(builders.zipped({"MPList.xlsx": honest()}), 10))


@pytest.mark.parametrize(
    ("most", "limits", "words"), [(5_000, LIMITS, "more than 64 MB"), (10**9, TINY, "many times its size")]
)
def test_unpacking_stops_at_the_limit_whatever_was_declared(most, limits, words):
    packed = builders.zipped({"sheet": b"<c/>" * 100_000})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive, pytest.raises(UnreadableFile, match=words):
        read_entry(archive, archive.infolist()[0], most, limits)


def test_many_small_parts_count_together():
    members = {str(number): bytes(range(256)) * 10 for number in range(20)}
    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        unpack(builders.zipped(members), Limits(unpacked_bytes=50_000))


def test_an_upload_is_read_no_further_than_the_limit():
    endless = io.BytesIO(b"x" * 5_000_000)
    with pytest.raises(UnreadableFile, match="larger than"):
        reading.take_bytes(endless, limits=TINY)
    assert endless.tell() <= 2 * 1024 * 1024
    assert reading.take_bytes(io.BytesIO(CSV)) == CSV
    assert "larger than" in refusal(b"x" * 20_001, limits=TINY)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_else(data):
    for prefix in (b"", b"PK\x03\x04", CSV, b"\xff\xfe"):
        with contextlib.suppress(UnreadableFile):
            assert isinstance(reading.read_participants(prefix + data, "x", roles=builders.SHEETS), Reading)


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.integers(min_value=1))
def test_a_flipped_byte_or_a_cut_never_escapes_as_another_error(position, byte, length):
    whole = bytearray(honest())
    whole[position % len(whole)] = byte
    for data in (bytes(whole), bytes(whole[: length % len(whole)]), builders.zipped({"MPList.xlsx": bytes(whole)})):
        with contextlib.suppress(UnreadableFile):
            assert isinstance(reading.read_participants(data, "x", roles=builders.SHEETS), Reading)
