"""Every `st.session_state` key of the app, and what stands behind it."""

from dataclasses import dataclass
from typing import Final, Literal, cast
from uuid import UUID, uuid4

import streamlit as st

from tutor.answering.models import ChosenModel
from tutor.records import DEFAULT_STYLE, Style
from tutor.ui.import_job import ImportJob, job_under_way
from tutor.ui.probe_job import ProbeJob

OWNER_COOKIE: Final = "interview_tutor_owner"
CONVERSATION_PARAMETER: Final = "c"
QUESTION_PARAMETER: Final = "q"

OWNER: Final = "owner"
OPENED: Final = "opened_source"
DELETED: Final = "deleted_conversation"
NOTICE: Final = "notice"
SEARCH: Final = "conversation_search"
TOPIC: Final = "example_topic"
BROWSE_SEARCH: Final = "browse_search"
BROWSE_BY: Final = "browse_by"
BROWSE_TOPIC: Final = "browse_topic"
BROWSE_LEVEL: Final = "browse_level"
BROWSE_PAGE: Final = "browse_page"
UPLOAD: Final = "upload"
IMPORT: Final = "running_import"
LINKS_PAGE: Final = "links_page"
SEPARATED: Final = "separated_questions"
QUESTION: Final = "question_box"
BOX_DRAWN: Final = "question_box_drawn"
CHOSEN_LLM: Final = "chosen_llm"
PROVIDER: Final = "llm_provider"
MODEL_NAME: Final = "llm_model_name"
KEY_BOX: Final = "llm_key_box"
CHOICES: Final = "llm_choices"
LLM_PROBLEM: Final = "llm_problem"
PROBE: Final = "llm_probe"
DEPTH: Final = "depth"
SIMPLY: Final = "simply"


@dataclass(frozen=True, slots=True)
class OpenedSource:
    """The source that stands open: the citation with this number, or the hit of this rank, of a turn."""

    turn_id: str
    kind: Literal["citation", "hit"]
    number: int


def owner() -> str:
    """Return who uses this browser: the id in its cookie, or a new one that `wiring` will put there."""
    if OWNER not in st.session_state:
        cookie = st.context.cookies.get(OWNER_COOKIE, "")
        st.session_state[OWNER] = cookie if _is_uuid(cookie) else str(uuid4())
    return cast(str, st.session_state[OWNER])


def conversation_id() -> str | None:
    """Return the conversation that the page's address names."""
    return st.query_params.get(CONVERSATION_PARAMETER) or None


def show_conversation(conversation_id: str | None) -> None:
    """Put another conversation into the page's address; None for a new one."""
    close_source()
    if conversation_id is None:
        st.query_params.pop(CONVERSATION_PARAMETER, None)
    else:
        st.query_params[CONVERSATION_PARAMETER] = conversation_id


def fill_box(question: str) -> None:
    """Put a question into the box, to be changed and sent."""
    st.session_state[QUESTION] = question


def open_source(source: OpenedSource) -> None:
    """Open a source beside the conversation."""
    st.session_state[OPENED] = source


def opened_source() -> OpenedSource | None:
    """Return the source that stands open."""
    return cast(OpenedSource | None, st.session_state.get(OPENED))


def close_source() -> None:
    """Close the open source."""
    st.session_state.pop(OPENED, None)


def chosen_model() -> ChosenModel | None:
    """Return the LLM that this session has chosen, None for the one in the settings."""
    return cast(ChosenModel | None, st.session_state.get(CHOSEN_LLM))


def probe_job() -> ProbeJob | None:
    """Return the probe of the LLM that this session has chosen."""
    return cast(ProbeJob | None, st.session_state.get(PROBE))


def style() -> Style:
    """Return how the next question is to be answered."""
    return Style(st.session_state.get(DEPTH) or DEFAULT_STYLE.depth, bool(st.session_state.get(SIMPLY)))


def import_job() -> ImportJob | None:
    """Return the change of the library that is under way, or else the last one that this session has seen.

    The library is everybody's: whoever looks at it, also after a reload of the page, sees what happens to it.
    """
    if under_way := job_under_way():
        st.session_state[IMPORT] = under_way
    return cast(ImportJob | None, st.session_state.get(IMPORT))


def is_importing() -> bool:
    """Return whether a change of the library is under way."""
    job = import_job()
    return job is not None and not job.finished


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
