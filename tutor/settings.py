"""One frozen settings object: defaults < settings file < `TUTOR_*` < flags."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from tutor.errors import UsageError

APP_NAME = "interview-tutor"
SENTENCE_EMBEDDER = "all-MiniLM-L6-v2"
# The bundled embedder with the project's own low-rank adapter (tutor/retrieval/adapting.py).
QUESTION_EMBEDDER = "interview-MiniLM-L6-v2"
_PACKAGE = Path(__file__).resolve().parent


@cache
def checkout_root() -> Path | None:
    """Return the repository the package runs from, or None where it was installed from a wheel."""
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "corpus").is_dir() else None


def curated_corpus_dir() -> Path:
    """Return the folder of the curated corpus: the repository's, or the one packed into the wheel."""
    root = checkout_root()
    return root / "corpus" if root else _PACKAGE / "_corpus"


def data_dir() -> Path:
    """Return the user's own folder for the library, conversations and, without a repository, the index."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def cache_dir() -> Path:
    """Return the user's folder for what can be fetched again, such as LLM files."""
    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def settings_file() -> Path:
    """Return the path of the user's optional settings file (TOML)."""
    named = os.environ.get("TUTOR_SETTINGS_FILE")
    return Path(named) if named else Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.toml"


def _default_index() -> Path:
    root = checkout_root()
    return root / "index" if root else data_dir() / "index"


class Settings(BaseSettings):
    """Everything that can be set. Paths are folders unless their name says file; counts are at least 1.

    `Settings()` alone reads the settings file and the environment; prefer `load_settings`, whose errors can be read.
    """

    model_config = SettingsConfigDict(env_prefix="TUTOR_", frozen=True, extra="forbid")

    corpus: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(), description="Folders of question files to build from; none: the curated corpus and the library."
    )
    library: Path = Field(default_factory=lambda: data_dir() / "library", description="The user's imported questions.")
    index: Path = Field(default_factory=_default_index, description="Where `build` writes and `search` reads.")
    database_file: Path = Field(
        default_factory=lambda: data_dir() / "conversations.sqlite", description="Conversations and feedback."
    )
    model_dir: Path = Field(default_factory=lambda: cache_dir() / "models", description="LLM files.")
    embedder: str = Field(
        default=QUESTION_EMBEDDER, description="A sentence-transformers name or folder; the default is bundled."
    )
    llm: str = Field(default="auto", description="An LLM's name as in `models list`; auto: the local one if pulled.")
    top_k: int = Field(default=5, ge=1, le=100, description="Hits for each question.")
    max_question_chars: int = Field(default=2000, ge=1, description="Longer questions are refused.")

    @field_validator("corpus", mode="before")
    @classmethod
    def _split_paths(cls, value: Any) -> Any:
        return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value

    @property
    def corpus_folders(self) -> tuple[Path, ...]:
        """The folders that `build` reads; the user's library is among the defaults once it exists."""
        if self.corpus:
            return self.corpus
        return (curated_corpus_dir(), *([self.library] if self.library.is_dir() else []))

    def with_library(self) -> "Settings":
        """Return settings that build from the user's library too, also where `corpus` leaves it out."""
        if self.library in self.corpus_folders or not self.library.is_dir():
            return self
        return self.model_copy(update={"corpus": (*self.corpus_folders, self.library)})

    @property
    def apart_file(self) -> Path:
        """The file with the pairs of questions that a person has separated after they had been linked."""
        return self.library / "apart.json"

    @property
    def capabilities_file(self) -> Path:
        """The file with what was found of each LLM when it was probed, beside the conversations."""
        return self.database_file.with_name("llm-capabilities.json")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: flags, then the environment, then the settings file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=settings_file())


def load_settings(**flags: Any) -> Settings:
    """Return the settings in force; flags that are None or empty count as not given.

    Raises `UsageError` for a settings file or a value that does not fit, naming the setting.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value not in (None, (), [])})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":  # its value may be a key that belongs elsewhere
            raise UsageError(
                f"There is no setting {name!r}. Remove it from {str(settings_file())!r}; an LLM's key belongs into "
                "its variable, such as OPENAI_API_KEY."
            ) from None
        raise UsageError(
            f"The setting {name!r} is {first.get('input')!r}: {first['msg']}. "
            f"Mend it in the flag, in TUTOR_{name.upper()} or in {str(settings_file())!r}."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, SettingsError) as error:
        raise UsageError(
            f"The settings file {str(settings_file())!r} cannot be read: {error}. Mend or remove it."
        ) from error
