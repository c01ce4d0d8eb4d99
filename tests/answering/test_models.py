import json
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from tutor.answering.model_files import DEFAULT_MODEL
from tutor.answering.models import list_models, load_chat_model, model_status, resolve_name
from tutor.answering.probing import context_tokens
from tutor.assemble import open_tutor
from tutor.errors import ModelError, UsageError
from tutor.records import Style
from tutor.settings import Settings


def test_auto_is_the_local_llm_only_where_its_file_is_whole(tmp_path: Path) -> None:
    assert resolve_name("auto", tmp_path) == "none"
    (tmp_path / DEFAULT_MODEL.file_name).write_bytes(b"short")
    assert resolve_name("auto", tmp_path) == "none"
    with (tmp_path / DEFAULT_MODEL.file_name).open("wb") as file:
        file.truncate(DEFAULT_MODEL.size)
    assert resolve_name("auto", tmp_path) == f"local:{DEFAULT_MODEL.name}"


@pytest.mark.parametrize("name", ["", "gpt", "nobody:model", "openai:", "transformers:", "local:gpt-9"])
def test_an_unknown_llm_lists_what_there_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="interview-tutor models list"):
        resolve_name(name, tmp_path)


def test_a_missing_local_llm_names_the_pull_command(tmp_path: Path) -> None:
    assert model_status("local", tmp_path).state == "missing"
    with pytest.raises(ModelError, match=f"interview-tutor models pull {DEFAULT_MODEL.name}"):
        load_chat_model(resolve_name("local", tmp_path), tmp_path)


def test_a_file_with_a_wrong_checksum_is_never_loaded(tmp_path: Path) -> None:
    with (tmp_path / DEFAULT_MODEL.file_name).open("wb") as file:
        file.truncate(DEFAULT_MODEL.size)
    with pytest.raises(ModelError, match="SHA-256 is not the expected one"):
        load_chat_model(f"local:{DEFAULT_MODEL.name}", tmp_path)


def test_a_gguf_file_that_is_none_is_a_model_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_chat_model(f"local:{broken}", tmp_path)


def test_the_list_names_every_kind(tmp_path: Path) -> None:
    names = [status.name for status in list_models(tmp_path)]
    assert {"local:qwen2.5-coder-1.5b", "transformers:PATH", "openai:MODEL", "ollama:MODEL", "none"} <= set(names)


@pytest.fixture(scope="module")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole, if untrained, language model of a few thousand weights."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    torch.manual_seed(0)
    vocabulary = {word: number for number, word in enumerate(["<unk>", "<eos>", "LoRA", "trains", "small", "matrices"])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", eos_token="<eos>").save_pretrained(folder)
    config = GPT2Config(
        vocab_size=6, n_positions=1500, n_embd=8, n_layer=1, n_head=2, bos_token_id=1, eos_token_id=None
    )
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder


def test_a_transformers_folder_streams_the_text_that_generate_returns(tiny_transformer: Path, tmp_path: Path) -> None:
    model = load_chat_model(f"transformers:{tiny_transformer}", tmp_path)
    messages = [HumanMessage("LoRA trains small matrices")]
    streamed = "".join(str(chunk.content) for chunk in model.stream(messages))
    assert streamed == model.invoke(messages).content
    assert streamed.strip()


def test_a_transformers_folder_tells_how_much_it_can_read(tiny_transformer: Path, tmp_path: Path) -> None:
    assert context_tokens(load_chat_model(f"transformers:{tiny_transformer}", tmp_path)) == 1500


def test_a_transformers_folder_answers_through_the_tutor(tiny_transformer: Path, settings: Settings) -> None:
    tutor = open_tutor(settings.model_copy(update={"llm": f"transformers:{tiny_transformer}"}))
    answer = tutor.ask("What is LoRA?", style=Style("short"))
    assert answer.model == f"transformers:{tiny_transformer}"
    assert answer.sentences
    assert all(sentence.checked == "supported" for sentence in answer.sentences)


def test_a_folder_without_a_model_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"has no config\.json"):
        load_chat_model(f"transformers:{tmp_path}", tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "nonsense"}), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_chat_model(f"transformers:{tmp_path}", tmp_path)


def test_the_real_local_llm_answers_with_checked_citations(settings: Settings, local_model_dir: Path) -> None:
    chosen = settings.model_copy(update={"llm": "local", "model_dir": local_model_dir})
    tutor = open_tutor(chosen)
    try:
        snapshots = list(tutor.stream("What is LoRA and why does it save memory?"))
    finally:
        tutor.close()
    answer = snapshots[-1]
    assert answer.model == f"local:{DEFAULT_MODEL.name}"
    assert answer.status == "answered"
    assert len(snapshots) > 10
    assert any(sentence.checked == "supported" for sentence in answer.sentences)
    assert "training-and-alignment/lora" in {citation.pair_id for citation in answer.citations}
