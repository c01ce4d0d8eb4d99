"""One turn of a conversation: the question, the answer as far as it is written, and its sources beside it."""

import streamlit as st

from tutor import rendering
from tutor.history import Turn
from tutor.records import DEFAULT_STYLE, Answer, Citation, SearchHit
from tutor.ui import state, wiring
from tutor.ui.asking import ask
from tutor.ui.depths import style_name
from tutor.ui.resources import Services
from tutor.ui.turn_actions import show_actions

_POLL_S = 0.25
_AVATAR = ":material/school:"


def show_turn(shared: Services, turn: Turn, *, last: bool) -> None:
    """Draw the turn; one that is still being answered redraws itself until it is finished."""
    with st.container(key=f"question-{turn.id}"), st.chat_message("user", avatar=":material/person:"):
        st.text(turn.question)
        if turn.style != DEFAULT_STYLE:
            st.caption(f":material/tune: {style_name(turn.style)}")
    if turn.finished:
        with st.chat_message("assistant", avatar=_AVATAR):
            _show_answer(shared, turn)
            if turn.answer and last:
                _show_suggestions(shared, turn.answer)
    else:
        st.fragment(_show_unfinished, run_every=_POLL_S)(shared, turn.id)


def _show_unfinished(shared: Services, turn_id: str) -> None:
    turn = shared.store.turn(turn_id)
    if turn.finished:
        st.rerun()
    with st.chat_message("assistant", avatar=_AVATAR):
        _show_answer(shared, turn)


def _show_progress(shared: Services, turn: Turn) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":shimmer[{progress(shared, turn)}]")
        st.button(
            "Stop",
            key=f"stop-{turn.id}",
            icon=":material/stop_circle:",
            shortcut="Alt+S",
            on_click=shared.worker.stop,
            args=(turn.id,),
        )


def progress(shared: Services, turn: Turn) -> str:
    """Return what is happening to an unfinished turn, in words."""
    if turn.answer is None:
        if not shared.loaded.is_set() and turn.state == "searching":
            return "Loading the search index. Only the first question waits for this."
        return "Searching the sources…" if turn.state == "searching" else "Waiting for the answer before this one…"
    if turn.answer.text or turn.answer.draft:
        return "Writing and checking against the sources…"
    if shared.tutor.model_status(state.chosen_model()).state == "loading":
        return "Here are the sources. The language model is still loading…"
    waiting_for = shared.worker.position(turn.id) - 1
    if waiting_for > 0:
        return (
            f"Here are the sources. {waiting_for} {'answer is' if waiting_for == 1 else 'answers are'} written first…"
        )
    return "Here are the sources. Reading them…"


def _show_answer(shared: Services, turn: Turn) -> None:
    answer = turn.answer
    if answer is None:
        _show_end(shared, turn)
        if turn.finished:
            show_actions(shared, turn)
        return
    words, sources = st.columns([5, 2], gap="large")
    with words:
        if answer.standalone != turn.question:
            _show_rewritten(shared, turn, answer.standalone)
        for notice in answer.notices:
            st.caption(f":material/info: {rendering.markdown(notice)}")
        numbers = {citation.number for citation in answer.citations}
        text = rendering.markdown(answer.text, cited=numbers, prefix=wiring.citation_prefix(turn.id))
        draft = "" if turn.finished else rendering.unchecked(answer.draft)
        if text or draft:
            st.markdown(f"{text} {draft}".strip(), anchors=False)
        _show_end(shared, turn)
        if turn.finished:
            show_actions(shared, turn)
    with sources:
        _show_sources(turn, answer)


def _show_end(shared: Services, turn: Turn) -> None:
    if not turn.finished:
        _show_progress(shared, turn)
    elif turn.state == "stopped":
        kept = (
            "What was written until then is kept." if turn.answer and turn.answer.text else "Nothing was written yet."
        )
        st.caption(f":material/stop_circle: Stopped. {kept}")
    elif turn.error:
        st.error(rendering.markdown(turn.error), icon=":material/error:")


def _show_rewritten(shared: Services, turn: Turn, standalone: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f":material/quick_reference_all: Understood as: {rendering.label(standalone)}")
        if turn.finished:
            key = f"rewrite-{turn.id}"
            with st.popover("Change", type="tertiary", help="Say what you meant"):
                st.text_input("Understood as", value=standalone, key=key)
                st.button("Ask this instead", key=f"{key}-ask", on_click=_ask_as, args=(shared, turn, key))


def _ask_as(shared: Services, turn: Turn, key: str) -> None:
    ask(shared, turn.question, standalone=st.session_state[key], instead_of=turn.id, style=turn.style)


def _show_sources(turn: Turn, answer: Answer) -> None:
    cited = {citation.pair_id for citation in answer.citations}
    found = [hit for hit in answer.retrieved if hit.pair_id not in cited]
    if cited:
        st.caption("Sources")
    for pair_id in dict.fromkeys(citation.pair_id for citation in answer.citations):
        citations = [citation for citation in answer.citations if citation.pair_id == pair_id]
        with st.container(border=True, gap="xsmall"):
            st.markdown(f":small[**{rendering.label(citations[0].question, 90)}**]")
            for citation in citations:
                name = f"**{citation.number}** :gray[{rendering.label(citation.quote, 70)}]"
                _source_button(state.OpenedSource(turn.id, "citation", citation.number), citation, name)
    if found and not cited and not turn.finished:
        st.caption("Found")
        _show_hits(turn, found)
    elif found:
        with st.expander(f"Found, not cited ({len(found)})" if cited else f"Nearest passages ({len(found)})"):
            _show_hits(turn, found)


def _show_hits(turn: Turn, hits: list[SearchHit]) -> None:
    for hit in hits:
        _source_button(state.OpenedSource(turn.id, "hit", hit.rank), hit, rendering.label(hit.question, 90))


def _source_button(opened: state.OpenedSource, source: Citation | SearchHit, name: str) -> None:
    key = f"{opened.kind}-{opened.turn_id}-{opened.number}"
    with st.container(key=f"left-{key}"):
        st.button(
            name,
            key=key,
            type="tertiary",
            help=f"Open the source: {rendering.label(source.source.document)}",
            width="stretch",
            wrap=True,
            on_click=_open,
            args=(opened,),
        )


def _open(opened: state.OpenedSource) -> None:
    state.open_source(opened)
    st.rerun()


def _show_suggestions(shared: Services, answer: Answer) -> None:
    if not answer.suggestions:
        return
    st.caption("Nearest questions I can answer" if answer.status == "not_covered" else "Ask next")
    with st.container(horizontal=True, key=f"suggestions-{abs(hash(answer.question))}"):
        for number, question in enumerate(answer.suggestions):
            st.button(
                rendering.label(question),
                key=f"suggestion-{number}-{question}",
                wrap=True,
                on_click=ask,
                args=(shared, question),
            )
