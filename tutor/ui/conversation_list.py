"""The sidebar's list of conversations, and the menu of the one that is open."""

from functools import partial

import streamlit as st

from tutor import rendering
from tutor.errors import TutorError
from tutor.history import Conversation
from tutor.history.exporting import to_html, to_json, to_markdown
from tutor.ui import state
from tutor.ui.resources import Services


def show_conversation_list(shared: Services) -> None:
    """Draw the sidebar: new, search, and this reader's conversations, last used first."""
    with st.sidebar:
        st.button(
            "New conversation",
            icon=":material/add_comment:",
            shortcut="Alt+N",
            width="stretch",
            on_click=state.show_conversation,
            args=(None,),
        )
        needle = st.text_input("Search conversations", placeholder="Search", key=state.SEARCH, icon=":material/search:",
                               label_visibility="collapsed")  # fmt: skip
        _show_undo(shared)
        found = shared.store.conversations(owner=state.owner(), search=needle)
        if not found:
            st.caption("Nothing found." if needle else "Your conversations will be listed here.")
        with st.container(key="left-conversations", gap="xxsmall"):
            for conversation in found:
                st.button(
                    rendering.label(conversation.title or "Untitled", 60),
                    key=f"conversation-{conversation.id}",
                    type="secondary" if conversation.id == state.conversation_id() else "tertiary",
                    width="stretch",
                    on_click=state.show_conversation,
                    args=(conversation.id,),
                )
        st.caption(
            "Keys: Enter sends, / goes to the box, Alt+N begins anew, Alt+S stops, Alt+↑ brings the last question."
        )


def show_conversation_menu(shared: Services, conversation: Conversation, last_question: str) -> None:
    """Draw the head of the open conversation: its title, the way back to its last question, and the menu."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{rendering.label(conversation.title or 'Untitled')}**", width="stretch")
        st.button(
            "Last question",
            key=f"previous-{conversation.id}",
            icon=":material/undo:",
            type="tertiary",
            shortcut="Alt+Up",
            help="Put the last question into the box, to ask it in other words",
            on_click=state.fill_box,
            args=(last_question,),
            disabled=not last_question,
        )
        with st.popover("Menu", icon=":material/more_horiz:", type="tertiary"):
            key = f"title-{conversation.id}"
            st.text_input(
                "Title", value=conversation.title, key=key, on_change=_rename, args=(shared, conversation, key)
            )
            st.caption("Download with sources")
            with st.container(horizontal=True):
                _download(shared, conversation, "Markdown")
                _download(shared, conversation, "HTML")
                _download(shared, conversation, "JSON")
            st.button(
                "Delete conversation",
                icon=":material/delete:",
                key=f"delete-{conversation.id}",
                on_click=_delete,
                args=(shared, conversation),
            )


_EXPORTS = {
    "Markdown": (to_markdown, "md", "text/markdown"),
    "HTML": (to_html, "html", "text/html"),
    "JSON": (to_json, "json", "application/json"),
}


def _download(shared: Services, conversation: Conversation, kind: str) -> None:
    _, suffix, mime = _EXPORTS[kind]
    st.download_button(
        kind,
        data=partial(_exported, shared, conversation, kind),
        file_name=f"conversation-{conversation.id[:8]}.{suffix}",
        mime=mime,
        key=f"download-{suffix}-{conversation.id}",
        on_click="ignore",
    )


def _exported(shared: Services, conversation: Conversation, kind: str) -> str:
    return _EXPORTS[kind][0](conversation, shared.store.turns(conversation.id))


def _rename(shared: Services, conversation: Conversation, key: str) -> None:
    try:
        shared.store.rename(conversation.id, st.session_state[key])
    except TutorError as error:
        st.session_state[state.NOTICE] = str(error)


def _delete(shared: Services, conversation: Conversation) -> None:
    shared.store.delete(conversation.id)
    st.session_state[state.DELETED] = conversation
    state.show_conversation(None)


def _show_undo(shared: Services) -> None:
    deleted: Conversation | None = st.session_state.get(state.DELETED)
    if deleted is None:
        return
    with st.container(border=True):
        st.caption(f"Deleted: {rendering.label(deleted.title, 40)}")
        st.button("Undo", icon=":material/undo:", key="undo-delete", on_click=_restore, args=(shared, deleted))


def _restore(shared: Services, deleted: Conversation) -> None:
    shared.store.restore(deleted.id)
    st.session_state.pop(state.DELETED)
    state.show_conversation(deleted.id)
