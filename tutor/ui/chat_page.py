"""The chat page."""

import streamlit as st

from tutor import rendering
from tutor.errors import HistoryError
from tutor.history import Conversation
from tutor.ui import state
from tutor.ui.asking import ask, show_question_box
from tutor.ui.conversation_list import show_conversation_list, show_conversation_menu
from tutor.ui.depths import place_for_style_control, show_style_control
from tutor.ui.failures import errors_in_words
from tutor.ui.navigation import name_page
from tutor.ui.resources import Services, services
from tutor.ui.source_panel import show_opened_source
from tutor.ui.style import apply_style
from tutor.ui.turn_view import show_turn
from tutor.ui.welcome import show_welcome
from tutor.ui.wiring import wire


def open_conversation(shared: Services) -> Conversation | None:
    """Return the conversation of the page's address; one that is not this reader's counts as not there."""
    wanted = state.conversation_id()
    if wanted is None:
        return None
    try:
        conversation = shared.store.get(wanted)
        if conversation.owner == state.owner():
            return conversation
    except HistoryError:
        pass
    state.show_conversation(None)
    st.session_state[state.NOTICE] = "This address names no conversation of yours; it may have been deleted."
    return None


with errors_in_words():
    above_box = place_for_style_control()
    question = show_question_box()
    apply_style()
    show_style_control(above_box)
    shared = services()
    if question:
        ask(shared, question)
    conversation = open_conversation(shared)
    show_conversation_list(shared)
    if notice := st.session_state.pop(state.NOTICE, ""):
        st.warning(rendering.markdown(notice), icon=":material/info:")
    if conversation is None:
        with st.container(key="welcome"):
            show_welcome(shared)
        wire("welcome", f"welcome-{shared.questions_loaded.is_set()}")
    else:
        if conversation.title:
            name_page(conversation.title)
        turns = shared.store.turns(conversation.id)
        show_conversation_menu(shared, conversation, turns[-1].question if turns else "")
        for turn in turns:
            show_turn(shared, turn, last=turn is turns[-1])
        if turns:
            wire(f"question-{turns[-1].id}", f"{turns[-1].id}-{turns[-1].finished}")
        show_opened_source(shared)
