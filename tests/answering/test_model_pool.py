"""The LLMs that readers choose: probed once, with the key that was entered, while no answer is being written."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeOpenAI, able, fake_openai

from tutor.answering import model_pool
from tutor.answering.evidence import CachingEmbedder
from tutor.answering.model_pool import ModelPool
from tutor.answering.models import ChosenModel
from tutor.answering.probing import PROBES
from tutor.assemble import Tutor, open_tutor
from tutor.errors import ModelError
from tutor.records import Style
from tutor.retrieval.embedding import SentenceEmbedder
from tutor.settings import Settings

SUPPORTED = "LoRA keeps a pretrained weight matrix frozen and learns its change as a product of two thin matrices."
INVENTED = "LoRA was first described in a cookbook from Lisbon."
KEY = "the-key-of-one-reader"
CHOSEN = ChosenModel("openai:probed", KEY)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    """A provider that accepts one key, and whose LLM the probe finds able."""
    with fake_openai(able(f"{SUPPORTED} {INVENTED}"), keys=[KEY]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        yield server


@pytest.fixture
def tutor(settings: Settings) -> Tutor:
    """A tutor without an LLM of its own."""
    return open_tutor(settings)


def test_a_chosen_llm_is_used_as_its_probe_allows_and_its_key_kept_nowhere(
    tutor: Tutor, settings: Settings, server: FakeOpenAI
) -> None:
    *_, before = tutor.stream("What is LoRA?", llm=CHOSEN, style=Style("short"))
    assert before.text == f"{SUPPORTED} [1]"
    found = tutor.probe(CHOSEN)
    assert found is not None
    assert found.mode == "free"
    assert tutor.capabilities(CHOSEN) == found
    assert tutor.capabilities() is None
    *_, after = tutor.stream("What is LoRA?", llm=CHOSEN, style=Style("short"))
    assert after.text == f"{SUPPORTED} [1] {INVENTED} *(not found in the sources)*"
    assert KEY not in settings.capabilities_file.read_text(encoding="utf-8")


def test_a_key_that_is_not_accepted_is_said_so_and_the_next_one_probes(tutor: Tutor, server: FakeOpenAI) -> None:
    with pytest.raises(ModelError, match="cannot be probed: its key was not accepted") as caught:
        tutor.probe(ChosenModel(CHOSEN.name, "another-key-of-theirs"))
    assert "another-key-of-theirs" not in str(caught.value)
    assert tutor.capabilities(CHOSEN) is None
    assert tutor.probe(CHOSEN) is not None


def test_the_probe_of_a_chosen_llm_gives_way_to_everybodys_answers(tutor: Tutor, server: FakeOpenAI) -> None:
    stream = tutor.stream("What is LoRA?")
    next(stream)
    thread = threading.Thread(target=tutor.probe, args=(CHOSEN,), daemon=True)
    thread.start()
    thread.join(timeout=0.3)
    assert server.prompts == []
    list(stream)
    thread.join(timeout=60)
    assert tutor.capabilities(CHOSEN) is not None


def test_an_llm_that_two_readers_choose_at_once_is_probed_once(tutor: Tutor, server: FakeOpenAI) -> None:
    with tutor.models.answering():
        threads = [threading.Thread(target=tutor.probe, args=(CHOSEN,), daemon=True) for _ in range(2)]
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(server.prompts) == len(PROBES)


def test_an_llm_that_is_there_does_not_wait_for_one_that_is_being_loaded(
    tmp_path: Path, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    loading, may_load = threading.Event(), threading.Event()
    load = model_pool.load_chat_model

    def load_slowly(name: str, *rest: object) -> object:
        if "slow" in name:
            loading.set()
            assert may_load.wait(60)
        return load(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(model_pool, "load_chat_model", load_slowly)
    embedder = CachingEmbedder(SentenceEmbedder("all-MiniLM-L6-v2"))
    pool = ModelPool(tmp_path, tmp_path / "capabilities.json", embedder)
    there = pool.load(ChosenModel("openai:there"))
    slow = threading.Thread(target=pool.load, args=(ChosenModel("openai:slow"),), daemon=True)
    slow.start()
    assert loading.wait(60)
    assert pool.status("openai:slow").state == "loading"
    found: list[object] = []
    other = threading.Thread(target=lambda: found.append(pool.load(ChosenModel("openai:there"))), daemon=True)
    other.start()
    other.join(timeout=5)
    assert found == [there]
    may_load.set()
    slow.join(timeout=60)
    assert pool.status("openai:slow").state == "ready"
