import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest

from tutor.errors import ImportingError
from tutor.ingest.entries import read_corpus
from tutor.ingest.importing import import_documents
from tutor.records import Source

TWO = "# Pots\n\n## 1. What is a pot?\n\nDeep.\n\n## 2. Why is it deep?\n\nFor soup.\n"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_writes_question_files_that_the_corpus_reads(tmp_path: Path) -> None:
    report = import_documents([write(tmp_path / "pots.md", TWO)], tmp_path / "into")

    assert asdict(report) == {
        "documents": (
            {
                "path": "pots.md",
                "pairs": 2,
                "unanswered": (),
                "warnings": (),
                "passed_over": (),
                "error": "",
            },
        ),
        "written": 2,
        "into": str(tmp_path / "into"),
    }
    pairs = read_corpus(tmp_path / "into")
    assert [(pair.question, pair.answer, pair.topic) for pair in pairs] == [
        ("What is a pot?", "Deep.", "Pots"),
        ("Why is it deep?", "For soup.", "Pots"),
    ]
    assert pairs[0].source == Source("pots.md", "", 3)


def test_a_second_import_writes_nothing(tmp_path: Path) -> None:
    document = write(tmp_path / "pots.md", TWO)
    import_documents([document], tmp_path / "into")
    before = state_of(tmp_path / "into")

    assert import_documents([document], tmp_path / "into").written == 2
    assert state_of(tmp_path / "into") == before


def test_a_changed_document_updates_and_foreign_files_stay(tmp_path: Path) -> None:
    into = tmp_path / "into"
    document = write(tmp_path / "pots.md", TWO)
    other = write(tmp_path / "pans.md", TWO.replace("pot", "pan"))
    import_documents([document, other], into)
    folder = next(path for path in into.iterdir() if path.name.startswith("pots"))
    note = write(folder / "note.md", "my own note")
    kept = next(into.glob("pans*/what-is-a-pan.md")).read_bytes()

    write(document, TWO.replace("Deep.", "Very deep.").replace("2. Why is it deep?", "2. Who made it?"))
    import_documents([document], into)

    assert sorted(path.name for path in folder.iterdir()) == ["note.md", "what-is-a-pot.md", "who-made-it.md"]
    assert note.read_text() == "my own note"
    assert "Very deep." in (folder / "what-is-a-pot.md").read_text()
    assert next(into.glob("pans*/what-is-a-pan.md")).read_bytes() == kept

    write(document, "Nothing is left.")
    report = import_documents([document], into)
    assert [path.name for path in folder.iterdir()] == ["note.md"]
    assert "No question" in report.documents[0].warnings[0].message


def test_same_questions_and_same_file_names_get_files_of_their_own(tmp_path: Path) -> None:
    one = write(tmp_path / "a" / "pots.md", TWO + "\n# More\n\n## 1. What is a pot?\n\nRound.\n")
    two = write(tmp_path / "b" / "pots.md", TWO)

    import_documents([one, two], tmp_path / "into")

    pairs = read_corpus(tmp_path / "into")
    assert sorted((pair.source.document, pair.answer) for pair in pairs) == [
        ("a/pots.md", "Deep."),
        ("a/pots.md", "For soup."),
        ("a/pots.md", "Round."),
        ("b/pots.md", "Deep."),
        ("b/pots.md", "For soup."),
    ]


def test_imports_folders_and_zips_with_names_below_them(tmp_path: Path) -> None:
    write(tmp_path / "docs" / "x" / "pots.md", TWO)
    write(tmp_path / "docs" / ".hidden.md", TWO)
    write(tmp_path / "docs" / "picture.png", b"\x89PNG")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("y/pans.csv", "question,answer\nWhat is a pan?,Flat.\n")
        archive.writestr("../../evil.md", TWO)
        archive.writestr("__MACOSX/._pans.csv", "x")

    seen: list[Path] = []
    report = import_documents([tmp_path / "docs", tmp_path / "more.zip"], tmp_path / "into", on_document=seen.append)

    assert [(document.path, document.pairs, bool(document.error)) for document in report.documents] == [
        ("x/pots.md", 2, False),
        ("more.zip/../../evil.md", 0, True),
        ("y/pans.csv", 1, False),
    ]
    assert [path.as_posix() for path in seen] == [document.path for document in report.documents]
    assert {path.name for path in tmp_path.iterdir()} == {"docs", "more.zip", "into"}


def test_imports_the_others_when_one_cannot_be_read(tmp_path: Path) -> None:
    documents = [write(tmp_path / "bad.md", bytes(range(256)) * 9), write(tmp_path / "pots.md", TWO)]

    report = import_documents(documents, tmp_path / "into")

    assert [document.pairs for document in report.documents] == [0, 2]
    assert "binary data" in report.documents[0].error


def test_raises_where_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match=r"no file or folder '.*missing.md'"):
        import_documents([tmp_path / "missing.md"], tmp_path / "into")
    with pytest.raises(ImportingError, match="binary data"):
        import_documents([write(tmp_path / "bad.md", bytes(range(256)) * 9)], tmp_path / "into")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportingError, match="no document"):
        import_documents([tmp_path / "empty"], tmp_path / "into")
    with pytest.raises(ImportingError, match="is a file"):
        import_documents([tmp_path / "bad.md"], tmp_path / "bad.md")
    assert not (tmp_path / "into").exists()


def test_follows_no_link_out_of_the_target(tmp_path: Path) -> None:
    document = write(tmp_path / "pots.md", TWO)
    import_documents([document], tmp_path / "into")
    folder = next((tmp_path / "into").iterdir())
    outside = write(tmp_path / "outside" / "what-is-a-pot.md", "mine")
    question = folder / "what-is-a-pot.md"
    question.unlink()
    question.symlink_to(outside)

    import_documents([document], tmp_path / "into")
    assert outside.read_text() == "mine"
    assert not question.is_symlink()

    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(outside.parent)
    with pytest.raises(ImportingError, match="is a link"):
        import_documents([document], tmp_path / "into")
    assert [path.name for path in outside.parent.iterdir()] == ["what-is-a-pot.md"]


def test_importing_question_files_keeps_them_as_they_are(tmp_path: Path) -> None:
    import_documents([write(tmp_path / "pots.md", TWO)], tmp_path / "one")

    report = import_documents([tmp_path / "one"], tmp_path / "two")

    assert report.written == 2
    assert read_corpus(tmp_path / "two") == read_corpus(tmp_path / "one")
