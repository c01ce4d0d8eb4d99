"""Asking: from the question box, an example, a suggestion, or again."""

from time import sleep
from typing import Final

import streamlit as st

from tutor.errors import TutorError
from tutor.records import Style
from tutor.retrieval.searching import clean_query
from tutor.ui import state
from tutor.ui.resources import Services
from tutor.ui.wiring import focus_box_on_slash

_BOX_FIRST_S: Final = 0.4


def show_question_box() -> str | None:
    """Draw the question box and return what was sent.

    The first run of a session waits a moment then: the rest of a page takes a browser longer to draw than the box, and
    would keep it waiting.
    """
    focus_box_on_slash()
    question = st.chat_input("Ask about machine learning, LLMs, RAG, agents…", key=state.QUESTION)
    if state.BOX_DRAWN not in st.session_state:
        st.session_state[state.BOX_DRAWN] = True
        sleep(_BOX_FIRST_S)
    return question


def ask(
    shared: Services,
    question: str,
    *,
    standalone: str | None = None,
    instead_of: str | None = None,
    style: Style | None = None,
) -> None:
    """Add `question` to the conversation of the page's address, or to a new one; `style` is the page's unless given.

    `instead_of` names the turn that the question replaces, together with all that followed it. What makes a question
    unusable becomes a notice on the chat page.
    """
    try:
        cleaned = clean_query(question, shared.settings.max_question_chars)
        conversation_id = state.conversation_id()
        if conversation_id is None:
            conversation_id = shared.store.create(owner=state.owner()).id
        if instead_of is not None:
            shared.worker.stop(instead_of)
            shared.store.replace_from(instead_of)
        style = style or state.style()
        shared.worker.submit(conversation_id, cleaned, standalone, llm=state.chosen_model(), style=style)
    except TutorError as error:
        st.session_state[state.NOTICE] = str(error)
    else:
        state.show_conversation(conversation_id)
