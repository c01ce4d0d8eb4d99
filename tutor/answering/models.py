"""The LLM registry: from a name to a LangChain chat model.

none                     no LLM: answers are composed of the sources' sentences
auto                     the default local LLM where its file is here, otherwise none
local, local:NAME        a bundled local LLM, or local:/path/to/file.gguf
transformers:PATH        a folder with a transformers model
PROVIDER:MODEL           whatever LangChain's init_chat_model knows: openai:…, anthropic:…, ollama:…
"""

import importlib.util
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.answering.model_files import (
    DEFAULT_MODEL,
    MODEL_FILES,
    ModelFile,
    is_whole,
    model_file,
    model_path,
    verify,
)
from tutor.errors import ModelError, UsageError
from tutor.records import ModelStatus
from tutor.redacting import redacted

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRACTIVE = "none"
MIN_KEY_CHARS = 8
# Provider of init_chat_model, also the name of our extra → (package it needs, variable that holds its key).
PROVIDERS = {
    "openai": ("langchain_openai", "OPENAI_API_KEY"),
    "anthropic": ("langchain_anthropic", "ANTHROPIC_API_KEY"),
    "ollama": ("langchain_ollama", ""),
    "google_genai": ("langchain_google_genai", "GOOGLE_API_KEY"),
    "mistralai": ("langchain_mistralai", "MISTRAL_API_KEY"),
    "groq": ("langchain_groq", "GROQ_API_KEY"),
}


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """An LLM that a person has chosen for a session, by its resolved name, and the key entered for it.

    Without a key the provider's variable is used.
    """

    name: str
    key: str = field(default="", repr=False)


def choose_model(name: str, key: str, model_dir: Path) -> ChosenModel:
    """Return the choice, or raise `UsageError` where the name is unknown or a key is needed and cannot be one."""
    resolved, key = resolve_name(name, model_dir), key.strip()
    _, variable = PROVIDERS.get(resolved.partition(":")[0], ("", ""))
    if key and (len(key) < MIN_KEY_CHARS or not key.isprintable() or " " in key):
        raise UsageError(f"This is not a key: a key has no spaces and at least {MIN_KEY_CHARS} characters.")
    if variable and not key and not os.environ.get(variable):
        raise UsageError(f"The LLM {resolved!r} needs a key, and {variable} is not set. Enter the key.")
    return ChosenModel(resolved, key if variable else "")


def resolve_name(name: str, model_dir: Path) -> str:
    """Return the full name of the LLM that `name` stands for; `auto` becomes the local LLM or `none`.

    Raises `UsageError` for a name that no provider answers to.
    """
    if name == "auto":
        return f"local:{DEFAULT_MODEL.name}" if is_whole(DEFAULT_MODEL, model_dir) else EXTRACTIVE
    if name == EXTRACTIVE:
        return EXTRACTIVE
    provider, _, rest = name.partition(":")
    if provider == "local":
        return name if rest.endswith(".gguf") else f"local:{model_file(name).name}"
    if provider == "transformers" and rest:
        return name
    if provider in PROVIDERS and rest:
        return name
    known = ", ".join(f"{provider}:MODEL" for provider in PROVIDERS)
    raise UsageError(
        f"There is no LLM {name!r}. Expected none, auto, local, local:NAME, transformers:PATH, or one of {known}. "
        "See: interview-tutor models list"
    )


def load_chat_model(name: str, model_dir: Path, key: str = "") -> "BaseChatModel":
    """Build the chat model of a resolved name other than `none`; a local one is verified and loaded.

    `key` is given to a provider instead of the one in its variable. Raises `ModelError` that names the missing file,
    package or key and the command that mends it.
    """
    provider, _, rest = name.partition(":")
    if provider == "local":
        from tutor.answering.local_server import local_chat_model

        return local_chat_model(_local_path(rest, model_dir))
    if provider == "transformers":
        from tutor.answering.transformers_model import transformers_chat_model

        return transformers_chat_model(Path(rest))
    return _provider_chat_model(name, provider, key)


def model_status(name: str, model_dir: Path) -> ModelStatus:
    """Return whether the LLM can be used here, without loading it; raises `UsageError` for an unknown name."""
    status = _status(name, model_dir)
    return replace(status, name=redacted(status.name), detail=redacted(status.detail))


def _status(name: str, model_dir: Path) -> ModelStatus:
    resolved = resolve_name(name, model_dir)
    provider, _, rest = resolved.partition(":")
    if resolved == EXTRACTIVE:
        detail = "no LLM: answers are composed of the sources' sentences"
        if name == "auto":
            detail += f"; get one: interview-tutor models pull {DEFAULT_MODEL.name}"
        return ModelStatus(EXTRACTIVE, "ready", detail)
    if provider == "local":
        return _local_status(resolved, rest, model_dir)
    if provider == "transformers":
        if (Path(rest) / "config.json").is_file():
            return ModelStatus(resolved, "not loaded", "a folder with a transformers model")
        return ModelStatus(resolved, "missing", f"{rest!r} is not a folder with a config.json")
    package, _ = PROVIDERS[provider]
    if importlib.util.find_spec(package) is None:
        return ModelStatus(resolved, "missing", _install_hint(provider, package))
    return ModelStatus(resolved, "not loaded", f"asked through {package}")


def list_models(model_dir: Path) -> list[ModelStatus]:
    """Return the status of every LLM that has a name of its own, and of each provider."""
    local = [_local_status(f"local:{model.name}", model.name, model_dir) for model in MODEL_FILES]
    providers = []
    for provider, (package, key) in PROVIDERS.items():
        there = importlib.util.find_spec(package) is not None
        detail = (
            f"set {key} to use it" if there and key else "ready to use" if there else _install_hint(provider, package)
        )
        providers.append(ModelStatus(f"{provider}:MODEL", "not loaded" if there else "missing", detail))
    folder = ModelStatus("transformers:PATH", "not loaded", "any folder with a transformers model")
    return [*local, folder, *providers, model_status(EXTRACTIVE, model_dir)]


def _local_path(rest: str, model_dir: Path) -> Path:
    if rest.endswith(".gguf"):
        if not Path(rest).is_file():
            raise ModelError(
                f"There is no LLM file {rest!r}. Name an existing GGUF file: --llm local:/path/to/file.gguf"
            )
        return Path(rest)
    model = model_file(rest)
    verify(model, model_dir)
    return model_path(model, model_dir)


def _local_status(name: str, rest: str, model_dir: Path) -> ModelStatus:
    if rest.endswith(".gguf"):
        there = Path(rest).is_file()
        return ModelStatus(name, "not loaded" if there else "missing", "a GGUF file" if there else "no such file")
    model: ModelFile = model_file(rest)
    if is_whole(model, model_dir):
        return ModelStatus(name, "not loaded", model.description)
    detail = f"{model.description}; {model.size / 1e9:.1f} GB: interview-tutor models pull {model.name}"
    return ModelStatus(name, "missing", detail)


def failure_reason(error: Exception) -> str:
    """Return in words why an LLM failed while it wrote; what a provider's error says may hold the key."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if status in {401, 403}:
        return "its key was not accepted; enter another one"
    if status == 404:
        return "the provider knows no such model"
    if status == 429:
        return "the provider's limit is reached; try again later"
    return type(error).__name__


def _provider_chat_model(name: str, provider: str, key: str) -> "BaseChatModel":
    package, variable = PROVIDERS[provider]
    if importlib.util.find_spec(package) is None:
        raise ModelError(f"The LLM {name!r} needs a package that is not installed. {_install_hint(provider, package)}")
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"api_key": key} if key else {}
    try:
        model: BaseChatModel = init_chat_model(name, temperature=0.0, **given)
    except Exception as error:  # each provider's package raises types of its own
        hint = f"Set its key in {variable}, or" if variable else "Check its settings, or"
        raise ModelError(
            f"The LLM {name!r} cannot be used: {type(error).__name__}. {hint} answer without an LLM: --llm none"
        ) from None  # what it says may hold the key
    return model


def _install_hint(provider: str, package: str) -> str:
    return f"{provider} is not installed: pip install {package.replace('_', '-')} (our extra {provider!r} pins it)"
