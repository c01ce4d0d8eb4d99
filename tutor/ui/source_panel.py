"""The open source: the whole answer of a cited question with the quoted passage marked, and where it stands."""

import streamlit as st

from tutor import rendering
from tutor.answering.traps import is_trap_of
from tutor.errors import TutorError
from tutor.history.exporting import place
from tutor.records import Answer, Citation, QAPair, SearchHit
from tutor.ui import state, wiring
from tutor.ui.navigation import BROWSE
from tutor.ui.resources import Services


def show_opened_source(shared: Services) -> None:
    """Open the source that the reader chose, if there is one, in a drawer on the right."""
    opened = state.opened_source()
    if opened is None:
        return
    source = _find(shared.store.turn(opened.turn_id).answer, opened)
    if source is None:
        state.close_source()
        return
    marker = f"[{opened.number}] " if opened.kind == "citation" else ""
    title = rendering.label(marker + source.question)
    st.dialog(title, width="medium", position="right", on_dismiss=state.close_source)(_panel)(shared, source)


def _panel(shared: Services, source: Citation | SearchHit) -> None:
    pair = _pair(shared, source.pair_id)
    quote = source.quote if isinstance(source, Citation) else source.text
    st.caption(f":material/description: {rendering.label(place(source.source))}")
    if pair is not None:
        st.page_link(
            BROWSE,
            label="Open this question's page",
            icon=":material/menu_book:",
            query_params={state.QUESTION_PARAMETER: pair.id},
        )
    if pair is not None and quote in pair.answer:
        st.caption("The passage in colour is what the answer rests on." if isinstance(source, Citation) else
                   "The passage in colour is what matched your question.")  # fmt: skip
        st.markdown(rendering.marked(pair.answer, quote, within=source.text), anchors=False)
        if pair.references:
            st.caption("References")
            for reference in pair.references:
                st.caption(rendering.label(f"{reference.authors} ({reference.year}). {reference.title}."))
    elif pair is not None and isinstance(source, Citation) and is_trap_of(pair, source.text):
        st.caption("This stands beside the answer, among what candidates get wrong about the question.")
        st.markdown(rendering.marked(source.text.replace("\n", "\n\n"), quote), anchors=False)
    else:
        st.info(
            "The corpus has changed since this was cited. This is the passage as it was.", icon=":material/history:"
        )
        st.markdown(rendering.marked(source.text, quote), anchors=False)
    wiring.show_mark(f"{source.chunk_id}-{len(quote)}")


def _find(answer: Answer | None, opened: state.OpenedSource) -> Citation | SearchHit | None:
    if answer is None:
        return None
    if opened.kind == "citation":
        return next((citation for citation in answer.citations if citation.number == opened.number), None)
    return next((hit for hit in answer.retrieved if hit.rank == opened.number), None)


def _pair(shared: Services, pair_id: str) -> QAPair | None:
    try:
        return shared.tutor.pair(pair_id)
    except TutorError:
        return None
