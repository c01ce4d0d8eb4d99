"""What a reader can do with a finished answer: judge it, copy it, ask again, edit the question."""

import streamlit as st

from tutor import rendering
from tutor.history import Turn
from tutor.history.exporting import answer_to_markdown
from tutor.records import Style
from tutor.ui.asking import ask
from tutor.ui.depths import other_styles
from tutor.ui.resources import Services


def show_actions(shared: Services, turn: Turn) -> None:
    """Draw the row of actions below a finished answer."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if turn.answer and turn.answer.text:
            _show_feedback(shared, turn)
            with st.popover("Copy", icon=":material/content_copy:", type="tertiary", help="Copy with its sources"):
                st.code(answer_to_markdown(turn), language="markdown", wrap_lines=True, height=320)
        st.button(
            "Again",
            key=f"again-{turn.id}",
            icon=":material/refresh:",
            type="tertiary",
            help="Answer this question anew; what follows it is put aside",
            on_click=_ask_again,
            args=(shared, turn, turn.style),
        )
        with st.popover("Explain", icon=":material/tune:", type="tertiary", help="Explain it in another way"):
            for number, (name, style) in enumerate(other_styles(turn.style)):
                key = f"explain-{turn.id}-{number}"
                st.button(name, key=key, on_click=_ask_again, args=(shared, turn, style), width="stretch")
        key = f"edit-{turn.id}"
        with st.popover("Edit", icon=":material/edit:", type="tertiary", help="Change the question"):
            st.text_area("Question", value=turn.question, key=key)
            st.caption("The new question takes the place of this one and of what follows it.")
            st.button("Ask", key=f"{key}-ask", on_click=_ask_edited, args=(shared, turn, key))


def _ask_again(shared: Services, turn: Turn, style: Style) -> None:
    ask(shared, turn.question, standalone=turn.standalone, instead_of=turn.id, style=style)


def _ask_edited(shared: Services, turn: Turn, key: str) -> None:
    ask(shared, st.session_state[key], instead_of=turn.id, style=turn.style)


def _show_feedback(shared: Services, turn: Turn) -> None:
    given = shared.store.feedback(turn.id)
    verdict = next((1 if one.verdict == "right" else 0 for one in given if one.sentence is None), None)
    key = f"verdict-{turn.id}"
    st.feedback("thumbs", key=key, default=verdict, on_change=_judge, args=(shared, turn, key))
    if verdict == 0 and turn.answer:
        with st.popover("What is wrong?", type="tertiary"):
            sentences = [sentence.text for sentence in turn.answer.sentences]
            chosen = st.selectbox(
                "Which sentence",
                range(-1, len(sentences)),
                format_func=lambda at: "The answer as a whole" if at < 0 else rendering.label(sentences[at], 80),
                key=f"{key}-sentence",
            )
            reason = st.text_input("Why", key=f"{key}-reason")
            if st.button("Send", key=f"{key}-send"):
                sentence = None if chosen < 0 else chosen
                shared.store.give_feedback(turn.id, "wrong", sentence=sentence, reason=reason)
                st.toast("Thank you, that is noted.")


def _judge(shared: Services, turn: Turn, key: str) -> None:
    verdict = st.session_state[key]
    if verdict is not None:
        shared.store.give_feedback(turn.id, "right" if verdict else "wrong")
