"""What is missing here, each thing with the command that mends it."""

import os

import streamlit as st

from tutor import rendering
from tutor.answering.model_files import DEFAULT_MODEL
from tutor.answering.models import EXTRACTIVE, PROVIDERS, resolve_name
from tutor.errors import TutorError
from tutor.redacting import redacted
from tutor.ui import state
from tutor.ui.failures import show_error
from tutor.ui.navigation import LIBRARY
from tutor.ui.resources import Services

BUILD = "`interview-tutor build`"
KEPT = "Answers come from the index that was read before."
PULL = f"`interview-tutor models pull {DEFAULT_MODEL.name}`"
_POLL_S = 0.5
_TRIAL = "What is missing?"


def show_missing(shared: Services) -> None:
    """Draw what is missing, or that nothing is; while the parts are being loaded, that they are."""
    st.header("What is missing", anchor=False)
    if not shared.loaded.is_set():
        st.fragment(_await_loading, run_every=_POLL_S)(shared)
        return
    problem = _search_problem(shared)
    stale = False
    if not problem:
        status = shared.tutor.index_status()
        problem, stale = f"{KEPT} {status.problem}" if status.problem else "", status.stale
    if problem:
        show_error(problem)
    if stale:
        st.warning(f"The corpus has changed since the index was built. Mend it: {BUILD}.", icon=":material/build:")
    if problem or stale:
        st.page_link(LIBRARY, label="Build the index in the Library", icon=":material/upload_file:")
    if lacking := missing_of_model(shared):
        st.warning(lacking, icon=":material/build:")
    if not (problem or stale or lacking):
        st.markdown(":material/check_circle: Nothing.")


def _await_loading(shared: Services) -> None:
    if shared.loaded.is_set():
        st.rerun()
    st.markdown(":shimmer[The index, the embedder and the language model are being loaded.]")


def _search_problem(shared: Services) -> str:
    """Return why nothing can be searched, which names the command that mends it, or ""."""
    try:
        shared.tutor.search(_TRIAL, k=1)
    except TutorError as error:
        return str(error)
    return ""


def missing_of_model(shared: Services) -> str:
    """Return what this session's LLM lacks and the command that mends it, or ""."""
    chosen, settings = state.chosen_model(), shared.settings
    status = shared.tutor.model_status(chosen)
    name = chosen.name if chosen else resolve_name(settings.llm, settings.model_dir)
    shown = rendering.label(redacted(name))
    provider, _, rest = name.partition(":")
    _, variable = PROVIDERS.get(provider, ("", ""))
    if status.state == "missing":
        return (
            f"The language model {shown} is not here. Mend it: {_command(provider, rest)}, then start the tutor again."
        )
    if variable and not os.environ.get(variable) and not (chosen and chosen.key):
        return (
            f"The language model {shown} needs a key. Mend it: `export {variable}=…`, then start the tutor again; or "
            "choose it below and enter a key for this session."
        )
    if settings.llm == "auto" and name == EXTRACTIVE and chosen is None:
        return (
            "There is no language model; answers are composed of the sources' sentences. To have them written: "
            f"{PULL} (1.1 GB), then start the tutor again."
        )
    return ""


def _command(provider: str, rest: str) -> str:
    if provider in PROVIDERS:
        return f"`pip install {PROVIDERS[provider][0].replace('_', '-')}`"
    if provider == "transformers":
        return "`interview-tutor serve --llm transformers:FOLDER` with a folder that holds a config.json"
    if rest.endswith(".gguf"):
        return "`interview-tutor serve --llm local:FILE.gguf` with a file that is there"
    return f"`interview-tutor models pull {rest}`"
