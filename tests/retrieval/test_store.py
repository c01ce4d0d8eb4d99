import json
import shutil
from pathlib import Path

import pytest

from tutor.errors import IndexMissingError, IndexUnusableError
from tutor.retrieval.store import read_index, read_manifest
from tutor.settings import Settings


@pytest.fixture
def index(built_settings: Settings, tmp_path: Path) -> Path:
    shutil.copytree(built_settings.index, tmp_path / "index")
    return tmp_path / "index"


def generation(index: Path) -> Path:
    return index / (index / "current").read_text()


def test_the_index_holds_the_records_that_were_built(index: Path) -> None:
    loaded = read_index(index)
    assert len(loaded.vectors) == len(loaded.rows) == loaded.manifest.vectors
    assert [pair.id for pair in loaded.pairs] == sorted(pair.id for pair in loaded.pairs)
    assert loaded.manifest.embedder == "interview-MiniLM-L6-v2"
    assert loaded.manifest.dimension == 384


def test_no_file_of_the_index_is_a_pickle(index: Path) -> None:
    for path in generation(index).iterdir():
        assert path.suffix in {".json", ".jsonl", ".npy", ".faiss"}
        assert path.read_bytes()[:2] != b"\x80\x04"


@pytest.mark.parametrize("name", ["vectors.faiss", "pairs.jsonl", "chunks.jsonl", "rows.npy", "vocab.index.json"])
def test_a_flipped_byte_is_noticed(index: Path, name: str) -> None:
    path = generation(index) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(
        IndexUnusableError, match=f"{name}' is damaged or missing. Build it again: interview-tutor build"
    ):
        read_index(index)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_damaged_manifest_is_noticed(index: Path, content: str) -> None:
    (generation(index) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(IndexUnusableError, match="interview-tutor build"):
        read_manifest(index)


def test_another_schema_version_is_refused(index: Path) -> None:
    path = generation(index) / "manifest.json"
    fields = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(fields | {"schema_version": 99}), encoding="utf-8")
    with pytest.raises(IndexUnusableError, match="written as version 99"):
        read_manifest(index)


@pytest.mark.parametrize("content", ["", "../elsewhere", "gen-../../etc", "\x00"])
def test_a_damaged_pointer_is_refused(index: Path, content: str) -> None:
    (index / "current").write_text(content, encoding="utf-8")
    with pytest.raises(IndexUnusableError, match="names no index"):
        read_index(index)


def test_no_index_at_all_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="Build it first: interview-tutor build"):
        read_index(tmp_path)
