import shutil
from pathlib import Path

import pytest

from tutor.retrieval.embedding import model_folder
from tutor.settings import SENTENCE_EMBEDDER


@pytest.fixture
def other_embedder(tmp_path: Path) -> str:
    """The folder of a real embedder that differs from the bundled one."""
    folder = tmp_path / "embedder"
    shutil.copytree(model_folder(SENTENCE_EMBEDDER), folder)
    config = folder / "sentence_bert_config.json"
    config.write_text(config.read_text().replace("256", "128"), encoding="utf-8")
    return str(folder)
