"""What every test gets: a user folder of its own, and a small real corpus with its real index."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.answering.model_files import DEFAULT_MODEL, is_whole
from tutor.assemble import Tutor, build, open_tutor
from tutor.settings import Settings, cache_dir, curated_corpus_dir, load_settings

REAL_MODEL_DIR = Path(os.environ.get("TUTOR_MODEL_DIR") or cache_dir() / "models")
CORPUS_IDS = (
    "foundations/dropout",
    "foundations/gradient-clipping",
    "foundations/k-means",
    "foundations/l1-vs-l2",
    "foundations/vanishing-gradients",
    "generative-models/gan",
    "embeddings-and-rag/chunking",
    "embeddings-and-rag/hybrid-search",
    "embeddings-and-rag/rag",
    "embeddings-and-rag/rag-vs-fine-tuning",
    "embeddings-and-rag/reranking",
    "training-and-alignment/fine-tuning",
    "training-and-alignment/lora",
    "training-and-alignment/lora-vs-full",
    "training-and-alignment/qlora",
    "training-and-alignment/rlhf",
    "transformers/self-attention",
)


@pytest.fixture(scope="session", autouse=True)
def _offline_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the person's own folders, settings and keys out of the tests."""
    home = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("TUTOR_") or name.endswith("_API_KEY"):
                patch.delenv(name)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(home))
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("TUTOR_MODEL_DIR", str(home / "models"))
        yield


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some real questions of the curated corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    for pair_id in CORPUS_IDS:
        target = folder / f"{pair_id}.md"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(curated_corpus_dir() / f"{pair_id}.md", target)
    return folder


@pytest.fixture(scope="session")
def built_settings(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings without an LLM whose index is built from the small corpus; not to be changed by a test."""
    folder = tmp_path_factory.mktemp("built")
    settings = load_settings(
        corpus=(small_corpus,),
        index=folder / "index",
        library=folder / "library",
        database_file=folder / "conversations.sqlite",
        llm="none",
    )
    build(settings)
    return settings


@pytest.fixture
def settings(built_settings: Settings, tmp_path: Path) -> Settings:
    """The same index, read only, with a database and a library of the test's own."""
    own = {"database_file": tmp_path / "conversations.sqlite", "library": tmp_path / "library"}
    return built_settings.model_copy(update=own)


@pytest.fixture(scope="session")
def tutor(built_settings: Settings) -> Tutor:
    """A tutor without an LLM over the small corpus."""
    return open_tutor(built_settings)


@pytest.fixture(scope="session")
def local_model_dir() -> Path:
    """The folder of the real local LLM; skips where it has not been pulled."""
    if not is_whole(DEFAULT_MODEL, REAL_MODEL_DIR):
        pytest.skip(f"the local LLM is not here: interview-tutor models pull {DEFAULT_MODEL.name}")
    return REAL_MODEL_DIR
