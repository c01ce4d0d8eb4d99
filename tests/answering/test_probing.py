import re
import threading
from collections.abc import Callable

import pytest
from fakes import FakeOpenAI, able, faithful, fake_openai

from tutor.answering.probing import PROBES
from tutor.assemble import Tutor, open_tutor
from tutor.errors import ModelError
from tutor.records import Style
from tutor.settings import Settings

Open = Callable[[FakeOpenAI], Tutor]
SUPPORTED = "LoRA keeps a pretrained weight matrix frozen and learns its change as a product of two thin matrices."
INVENTED = "LoRA was first described in a cookbook from Lisbon."
FROM_MEMORY = "Adam keeps two moving averages of each gradient. Its default learning rate is 0.001."


def turned_round(prompt: str) -> str:
    """Give each of two things what the sources say of the other."""
    names = {"Osk": "Tarn", "Tarn": "Osk"}
    return re.sub("Osk|Tarn", lambda found: names[found[0]], faithful(prompt))


@pytest.fixture
def open_with(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a tutor whose LLM is the server's."""

    def open_(server: FakeOpenAI) -> Tutor:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000")
        return open_tutor(settings.model_copy(update={"llm": "openai:probed"}))

    return open_


@pytest.mark.parametrize(
    ("reply", "follows", "keeps", "mode"),
    [
        (faithful, True, True, "free"),
        (FROM_MEMORY, True, False, "strict"),
        (lambda prompt: "- " + faithful(prompt), False, True, "strict"),
        (turned_round, True, False, "strict"),
        ("gradient gradient gradient of of the the", False, False, "extractive"),
    ],
    ids=["follows", "answers from memory", "writes lists", "turns it round", "nonsense"],
)
def test_what_the_replies_show_decides_the_mode(
    open_with: Open, reply: str | Callable[[str], str], follows: bool, keeps: bool, mode: str
) -> None:
    with fake_openai(reply) as server:
        found = open_with(server).probe()
    assert found is not None
    assert (found.follows_format, found.keeps_to_sources, found.mode) == (follows, keeps, mode)
    assert found.context_tokens == 2048


def test_a_year_that_no_source_names_is_no_keeping_to_sources(open_with: Open) -> None:
    with fake_openai(lambda p: "It appeared in 2017." if "which year" in p else faithful(p)) as server:
        found = open_with(server).probe()
    assert found is not None
    assert not found.keeps_to_sources


def test_an_llm_is_probed_once_and_again_at_another_address(open_with: Open) -> None:
    with fake_openai(faithful) as server:
        found = open_with(server).probe()
        assert len(server.prompts) == len(PROBES)
        assert open_with(server).probe() == found
        assert len(server.prompts) == len(PROBES)
    with fake_openai(FROM_MEMORY) as server:
        tutor = open_with(server)
        assert tutor.capabilities() is None
        tutor.probe()
        assert len(server.prompts) == len(PROBES)


@pytest.mark.parametrize(("reply", "status"), [("", 200), ("No.", 500)], ids=["silent", "broken"])
def test_a_failed_probe_is_an_error_and_not_kept(open_with: Open, reply: str, status: int) -> None:
    with fake_openai(reply, status) as server:
        tutor = open_with(server)
        with pytest.raises(ModelError, match="--llm none"):
            tutor.probe()
        assert tutor.capabilities() is None
        assert tutor.ask("What is LoRA?").sentences


def test_a_damaged_file_of_findings_is_as_none(open_with: Open, settings: Settings) -> None:
    settings.capabilities_file.write_text('{"openai:probed": {"digest"', encoding="utf-8")
    with fake_openai(faithful) as server:
        tutor = open_with(server)
        assert tutor.capabilities() is None
        tutor.probe()
        assert tutor.capabilities() is not None


def test_no_llm_is_not_probed(settings: Settings) -> None:
    assert open_tutor(settings).probe() is None


def test_an_unprobed_llm_is_used_strictly_and_a_question_does_not_wait_for_the_probe(open_with: Open) -> None:
    with fake_openai(f"{SUPPORTED} {INVENTED}") as server:
        answer = open_with(server).ask("What is LoRA?", style=Style("short"))
        assert len(server.prompts) == 1
    assert answer.text == f"{SUPPORTED} [1]"


def test_in_free_mode_what_no_source_supports_stays_and_is_marked(open_with: Open) -> None:
    with fake_openai(able(f"{SUPPORTED} {INVENTED}")) as server:
        tutor = open_with(server)
        tutor.probe()
        answer = tutor.ask("What is LoRA?", style=Style("short"))
    assert answer.text == f"{SUPPORTED} [1] {INVENTED} *(not found in the sources)*"
    assert [sentence.checked for sentence in answer.sentences] == ["supported", "unsupported"]
    assert answer.sentences[1].citations == ()


def test_in_free_mode_an_answer_without_any_support_is_composed(open_with: Open) -> None:
    with fake_openai(able(INVENTED)) as server:
        tutor = open_with(server)
        tutor.probe()
        answer = tutor.ask("What is LoRA?", style=Style("short"))
    assert "Lisbon" not in answer.text
    assert {sentence.checked for sentence in answer.sentences} == {"supported"}
    assert "not supported by the sources" in answer.notices[0]


def test_in_extractive_mode_the_llm_is_not_asked(open_with: Open) -> None:
    with fake_openai("gradient gradient of of the the") as server:
        tutor = open_with(server)
        tutor.probe()
        answer = tutor.ask("What is LoRA?")
        assert len(server.prompts) == len(PROBES)
    assert answer.model == "none"
    assert answer.sentences
    assert answer.notices == (
        "openai:probed wrote nothing usable when it was probed, so this is composed from the sources' own sentences.",
    )


def test_the_prompt_fits_a_small_context_with_fewer_whole_sentences(open_with: Open) -> None:
    def sources(prompt: str) -> str:
        return " ".join(re.findall(r"<source>(.*?)</source>", prompt))

    with fake_openai(faithful) as large, fake_openai(faithful, context_tokens=760) as small:
        open_with(large).ask("What is LoRA?")
        tutor = open_with(small)
        found = tutor.probe()
        answer = tutor.ask("What is LoRA?")
    assert found is not None
    assert (found.context_tokens, found.mode) == (760, "free")
    assert answer.model == "openai:probed"
    assert answer.notices == ()
    assert 0 < len(sources(small.prompts[-1])) < len(sources(large.prompts[-1]))
    assert sources(small.prompts[-1]).endswith(".")
    assert {sentence.checked for sentence in answer.sentences} == {"supported", "no_claim"}


def test_a_question_that_leaves_no_room_for_sources_is_answered_without_the_llm(open_with: Open) -> None:
    with fake_openai(faithful, context_tokens=760) as server:
        tutor = open_with(server)
        tutor.probe()
        before = len(server.prompts)
        answer = tutor.ask("What is LoRA? " + "Please explain low-rank adaptation. " * 20)
        assert len(server.prompts) == before
    assert answer.sentences
    assert "leaves no room" in answer.notices[0]


def test_a_context_too_small_for_any_source_means_extractive(open_with: Open) -> None:
    with fake_openai(faithful, context_tokens=600) as server:
        found = open_with(server).probe()
    assert found is not None
    assert found.mode == "extractive"


def test_the_probe_gives_way_to_a_question(open_with: Open) -> None:
    with fake_openai(faithful) as server:
        tutor = open_with(server)
        stream = tutor.stream("What is LoRA?")
        next(stream)
        thread = threading.Thread(target=tutor.probe, daemon=True)
        thread.start()
        thread.join(timeout=0.3)
        assert server.prompts == []
        *_, answer = stream
        assert answer.model == "openai:probed"
        assert len(server.prompts) >= 1
        assert "What is LoRA?" in server.prompts[0]
        thread.join(timeout=60)
        assert not thread.is_alive()
        assert tutor.capabilities() is not None


def test_a_question_in_the_middle_of_the_probe_ends_it_and_it_begins_again(open_with: Open) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def held(prompt: str) -> str:
        if PROBES[1].question in prompt and not reached.is_set():
            reached.set()
            assert go_on.wait(30)
        return faithful(prompt)

    with fake_openai(held) as server:
        tutor = open_with(server)
        thread = threading.Thread(target=tutor.probe, daemon=True)
        thread.start()
        assert reached.wait(30)
        stream = tutor.stream("What is LoRA?")
        next(stream)
        go_on.set()
        thread.join(timeout=0.3)
        assert tutor.capabilities() is None
        list(stream)
        thread.join(timeout=60)
        assert not thread.is_alive()
    asked = [sum(item.question in prompt for prompt in server.prompts) for item in PROBES]
    assert asked == [2, 2, 1]
