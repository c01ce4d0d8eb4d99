"""The local LLM: llama.cpp's OpenAI-compatible server inside this process, asked through LangChain's `ChatOpenAI`."""

import os
import platform
import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.answering.prompts import ANSWER_TOKENS
from tutor.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CONTEXT_TOKENS = 4096
_lock = threading.Lock()
_servers: dict[Path, tuple[Any, str]] = {}


def local_chat_model(path: Path) -> "BaseChatModel":
    """Return a chat model over the GGUF file `path`; the file is loaded once for each process.

    The server listens on a free port of 127.0.0.1 and answers only requests with a key that is made here. Raises
    `ModelError` where the file cannot be loaded.
    """
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    server, key = _started(path.resolve())
    return ChatOpenAI(
        base_url=f"{server.listening_address}/v1",
        api_key=SecretStr(key),
        model=path.stem,
        temperature=0.0,
        max_completion_tokens=ANSWER_TOKENS,
        max_retries=0,
        timeout=300.0,
        use_responses_api=False,
    )


def stop_servers() -> None:
    """End every local server of this process and give its memory back."""
    with _lock:
        _servers.clear()


def _started(path: Path) -> tuple[Any, str]:
    with _lock:
        if path not in _servers:
            _servers[path] = _start(path)
        return _servers[path]


def _start(path: Path) -> tuple[Any, str]:
    import xllamacpp

    key = secrets.token_urlsafe(24)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = CONTEXT_TOKENS
    params.n_parallel = 1
    params.port = 0
    params.api_keys = [key]
    params.verbosity = 0
    params.cpuparams.n_threads = os.cpu_count() or 2
    # Weights rearranged for the processor made an x86 with AVX2 read a prompt at 35 tokens a second instead of 49; with
    # AVX-512 it is not measured. ARM keeps them: its faster instructions want them so.
    params.no_extra_bufts = platform.machine() in ("x86_64", "AMD64")
    try:
        return xllamacpp.Server(params), key
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"The LLM file {str(path)!r} cannot be loaded: {error}. Check it: interview-tutor models verify"
        ) from error
