import os
from pathlib import Path

import pytest
from ingest.made import make_zip

from tutor.errors import ImportingError
from tutor.ingest.opening import Document, open_documents


def opened(*paths: Path) -> list[Document]:
    return list(open_documents(paths))


def test_leaves_a_file_of_two_gigabytes_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as stream:
        stream.truncate(2_000_000_000)

    (document,) = opened(tmp_path / "big.md")

    assert document.data == b""
    assert "2,000 MB" in document.error


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.md": b"0" * 50_000_000}, "too much"),
        ({"../a.md": b"x"}, "outside itself"),
        ({"/a.md": b"x"}, "outside itself"),
        ({"C:\\a.md": b"x"}, "outside itself"),
        ({"b.zip": make_zip({"a.md": b"x"})}, "zip inside a zip"),
    ],
)
def test_says_what_is_wrong_in_a_zip_and_reads_the_rest(tmp_path: Path, files: dict[str, bytes], why: str) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({**files, "ok.md": b"fine"}))

    documents = opened(tmp_path / "a.zip")

    assert [why in document.error for document in documents if document.error] == [True]
    assert Document("ok.md", b"fine") in documents


def test_says_that_a_zip_is_damaged_or_protected(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.md": str(list(range(500))).encode()}))
    (tmp_path / "a.zip").write_bytes(b"PK" + bytes(100))
    (tmp_path / "b.zip").write_bytes(bytes(data[:60]) + bytes(8) + bytes(data[68:]))
    start = data.find(b"PK\x01\x02")
    data[start + 8] |= 1
    (tmp_path / "c.zip").write_bytes(bytes(data))

    assert [document.error.split(":")[0].split(".")[-1] for document in opened(tmp_path / "a.zip")] == [
        "zip' is no readable zip"
    ]
    assert "damaged" in opened(tmp_path / "b.zip")[0].error
    assert "password" in opened(tmp_path / "c.zip")[0].error


def test_opens_no_pipe_and_follows_no_link_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("secret")
    folder = tmp_path / "docs"
    folder.mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "a.md").write_text("x")

    assert [document.name for document in opened(folder)] == ["a.md"]
    assert "no regular file" in opened(folder / "pipe.md")[0].error


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match="no file or folder"):
        next(open_documents([tmp_path, tmp_path / "missing"]))
