"""What the browse page consists of: the list of questions, and one question."""

from collections.abc import Sequence

import streamlit as st

from tutor import rendering
from tutor.history.exporting import place
from tutor.records import QAPair
from tutor.ui import state
from tutor.ui.asking import ask
from tutor.ui.failures import show_error
from tutor.ui.navigation import CHAT, name_page
from tutor.ui.resources import Services
from tutor.ui.welcome import topic_name

_PAGE_SIZE = 20
_FOUND_BY_MEANING = 20
_ALL = "All topics"
_READING_PX = 760


def show_questions(shared: Services) -> None:
    """Draw the filters and one page of the questions that pass them."""
    st.title("Browse the questions", anchor=False)
    with st.spinner("Loading the questions…"):
        pairs = shared.tutor.pairs()
    needle = st.text_input(
        "Search",
        placeholder="Words or an idea",
        key=state.BROWSE_SEARCH,
        icon=":material/search:",
        bind="query-params",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.segmented_control(
            "Search by",
            ["Words", "Meaning"],
            default="Words",
            required=True,
            key=state.BROWSE_BY,
            bind="query-params",
        )
        topics = [_ALL, *sorted({pair.topic for pair in pairs})]
        topic = st.selectbox(
            "Topic", topics, format_func=topic_name, key=state.BROWSE_TOPIC, width=260, bind="query-params"
        )
        levels = st.pills(
            "Level",
            ["beginner", "intermediate", "advanced"],
            selection_mode="multi",
            key=state.BROWSE_LEVEL,
            bind="query-params",
        )
    found = _by_meaning(shared, needle) if needle.strip() and by == "Meaning" else find_words(pairs, needle)
    chosen = [pair for pair in found if topic in {_ALL, pair.topic} and (not levels or pair.level in levels)]
    st.caption(f"{len(chosen)} of {len(pairs)} questions")
    if not chosen:
        st.info("Nothing passes. Fewer words, searching by meaning, or all topics and levels find more.")
    page = 1
    if (pages := -(-len(chosen) // _PAGE_SIZE)) > 1:
        page = st.pagination(pages, key=f"{state.BROWSE_PAGE}-{pages}")
    with st.container(key="left-questions", gap="xsmall"):
        for pair in chosen[(page - 1) * _PAGE_SIZE : page * _PAGE_SIZE]:
            _question_button(pair)


def find_words(pairs: Sequence[QAPair], needle: str) -> list[QAPair]:
    """Return the pairs that contain every word of `needle`, those with all of them in the question first."""
    words = needle.casefold().split()

    def holds(text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in words)

    found = [pair for pair in pairs if holds(f"{pair.question} {' '.join(pair.also_asked)} {pair.answer}")]
    return sorted(found, key=lambda pair: not holds(pair.question))


def _by_meaning(shared: Services, needle: str) -> list[QAPair]:
    with st.spinner("Searching by meaning…"):
        hits = shared.tutor.search(needle, k=_FOUND_BY_MEANING).hits
    return [pair for hit in hits if (pair := shared.tutor.pair(hit.pair_id)) is not None]


def _question_button(pair: QAPair) -> None:
    note = f" :gray[:small[{' · '.join(part for part in (topic_name(pair.topic), pair.level) if part)}]]"
    st.button(
        rendering.label(pair.question) + note,
        key=f"question-{pair.id}",
        type="tertiary",
        width="stretch",
        wrap=True,
        on_click=_show,
        args=(pair.id,),
    )


def _show(pair_id: str | None) -> None:
    if pair_id is None:
        st.query_params.pop(state.QUESTION_PARAMETER, None)
    else:
        st.query_params[state.QUESTION_PARAMETER] = pair_id


def show_question(shared: Services, pair_id: str) -> None:
    """Draw one question with its answer, what belongs to it, and related questions."""
    st.button("All questions", icon=":material/arrow_back:", type="tertiary", on_click=_show, args=(None,))
    with st.spinner("Loading the question…"):
        pair = shared.tutor.pair(pair_id)
    if pair is None:
        show_error("There is no such question any more; the corpus has changed. Go back to all questions.")
        return
    name_page(pair.question)
    st.title(rendering.label(pair.question, max_chars=500), anchor=False)
    st.caption(" · ".join(rendering.label(part) for part in (pair.level, place(pair.source)) if part))
    if st.button("Ask about this", icon=":material/forum:"):
        ask(shared, pair.question)
        conversation_id = state.conversation_id()
        st.switch_page(CHAT, query_params={state.CONVERSATION_PARAMETER: conversation_id} if conversation_id else None)
    with st.container(width=_READING_PX):
        st.markdown(rendering.markdown(pair.answer), anchors=False)
        _show_teaching(pair)
    _show_related(shared, pair)


def _show_teaching(pair: QAPair) -> None:
    if pair.key_points:
        with st.expander("What a good answer says", icon=":material/checklist:"):
            for point in pair.key_points:
                bonus = " :small[:gray[bonus]]" if point.weight == "bonus" else ""
                st.markdown(f"- {rendering.label(point.point, 500)}{bonus}")
    if pair.misconceptions:
        with st.expander("Common mistakes", icon=":material/warning:"):
            for mistake in pair.misconceptions:
                wrong, right = rendering.label(mistake.wrong, 500), rendering.label(mistake.correction, 500)
                st.markdown(f"- ~~{wrong}~~ {right}")
    for reference in pair.references:
        st.caption(rendering.label(f"{reference.authors} ({reference.year}). {reference.title}.", 500))


def _show_related(shared: Services, pair: QAPair) -> None:
    related = [found for pair_id in pair.related if (found := shared.tutor.pair(pair_id)) is not None]
    if not related:
        with st.spinner("Looking for related questions…"):
            hits = shared.tutor.search(pair.question).hits
        near = [shared.tutor.pair(hit.pair_id) for hit in hits if hit.pair_id != pair.id]
        related = [found for found in near if found is not None]
    if related:
        st.header("Related questions", anchor=False)
        with st.container(key="left-related", gap="xsmall"):
            for other in related:
                _question_button(other)
