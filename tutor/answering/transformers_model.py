"""A LangChain chat model over a folder with a transformers model.

langchain-huggingface would serve, but its releases exclude the huggingface-hub that transformers 5 needs.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, ModelProfile
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from tutor.answering.prompts import ANSWER_TOKENS
from tutor.errors import ModelError

_STREAM_TIMEOUT_S = 300.0


class TransformersChatModel(BaseChatModel):
    """Greedy decoding with a causal language model; the tokenizer's chat template where it has one."""

    model: Any
    tokenizer: Any

    @property
    def _llm_type(self) -> str:
        return "transformers"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        from transformers import StoppingCriteriaList, TextIteratorStreamer

        stopped = threading.Event()
        failures: list[Exception] = []
        streamer = TextIteratorStreamer(
            self.tokenizer, skip_prompt=True, skip_special_tokens=True, timeout=_STREAM_TIMEOUT_S
        )
        inputs = self._inputs(messages)
        criteria = StoppingCriteriaList([_stop_when(stopped)])

        def generate() -> None:
            try:
                self.model.generate(
                    **inputs,
                    max_new_tokens=ANSWER_TOKENS,
                    do_sample=False,
                    streamer=streamer,
                    stopping_criteria=criteria,
                )
            except Exception as error:  # handed to the reader's thread, which would wait for ever otherwise
                failures.append(error)
                streamer.end()

        worker = threading.Thread(target=generate, daemon=True)
        worker.start()
        try:
            for text in streamer:
                if text:
                    yield ChatGenerationChunk(message=AIMessageChunk(content=text))
            yield ChatGenerationChunk(message=AIMessageChunk(content=""))  # LangChain takes no chunk at all for a fault
        finally:
            stopped.set()
            worker.join()
        if failures:
            raise ModelError(f"The transformers model failed: {failures[0]}. Answer without it: --llm none")

    def _inputs(self, messages: Sequence[BaseMessage]) -> dict[str, Any]:
        roles = {"system": "system", "human": "user", "ai": "assistant"}
        if self.tokenizer.chat_template:
            chat = [{"role": roles[message.type], "content": message.content} for message in messages]
            return dict(
                self.tokenizer.apply_chat_template(
                    chat, add_generation_prompt=True, return_tensors="pt", return_dict=True
                )
            )
        prompt = "\n\n".join(str(message.content) for message in messages) + "\n\n"
        return dict(self.tokenizer(prompt, return_tensors="pt"))


def transformers_chat_model(folder: Path) -> BaseChatModel:
    """Return a chat model over `folder`; raises `ModelError` where it holds no causal language model."""
    if not (folder / "config.json").is_file():
        raise ModelError(
            f"{str(folder)!r} is not a transformers model: it has no config.json. Name the folder of one: "
            "--llm transformers:/path/to/folder"
        )
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(str(folder), local_files_only=True)
    except Exception as error:  # a damaged folder can fail in any of transformers' many ways
        raise ModelError(
            f"The transformers model in {str(folder)!r} cannot be loaded: {str(error).strip().splitlines()[0]} "
            "Name another folder, or answer without an LLM: --llm none"
        ) from error
    tokens = getattr(model.config, "max_position_embeddings", None)
    profile = ModelProfile(max_input_tokens=tokens) if tokens else None
    return TransformersChatModel(model=model, tokenizer=tokenizer, profile=profile)


def _stop_when(stopped: threading.Event) -> Any:
    import torch
    from transformers import StoppingCriteria

    class _Stopped(StoppingCriteria):  # type: ignore[misc]  # transformers is not type-checked
        def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
            return torch.full((input_ids.shape[0],), stopped.is_set(), dtype=torch.bool)

    return _Stopped()
