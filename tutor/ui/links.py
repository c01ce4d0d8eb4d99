"""The questions that several documents ask and that count as one, with ways to undo a link and to link again."""

from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from tutor import rendering
from tutor.errors import IndexMissingError
from tutor.history.exporting import place
from tutor.records import QAPair
from tutor.retrieval.linking import read_apart
from tutor.ui import state
from tutor.ui.import_job import start_linking, start_separation
from tutor.ui.resources import Services

_PAGE_SIZE = 5


def show_links(shared: Services) -> None:
    """Draw the linked questions and those that were separated; nothing where there are none."""
    try:
        with st.spinner("Loading the index…"):
            groups = shared.tutor.linked()
    except IndexMissingError:
        return  # without an index nothing is linked; the first import builds one
    linked = [{pair.id for pair in group} for group in groups]
    undone = [pair for pair in read_apart(shared.settings.apart_file) if not any(pair <= ids for ids in linked)]
    if groups:
        _show_groups(shared, groups)
    if undone:
        _show_undone(shared, by_question(undone))


def by_question(undone: Iterable[frozenset[str]]) -> list[tuple[str, list[str]]]:
    """Return each pair of separated ids once, gathered under the ids that stand in most of them."""
    left = set(undone)
    often = Counter(pair_id for pair in left for pair_id in pair)
    gathered = []
    for pair_id in sorted(often, key=lambda found: (-often[found], found)):
        own = {pair for pair in left if pair_id in pair}
        if own:
            gathered.append((pair_id, sorted(other for pair in own for other in pair - {pair_id})))
        left -= own
    return gathered


def _show_groups(shared: Services, groups: Sequence[Sequence[QAPair]]) -> None:
    st.header("Asked by several documents", anchor=False)
    number = len(groups)
    st.caption(
        f"{number:,} {'question counts' if number == 1 else 'questions count'} as one each: an answer may rest on any "
        "of their documents. Separate what does not ask the same."
    )
    page = 1
    if (pages := -(-number // _PAGE_SIZE)) > 1:
        page = st.pagination(pages, key=f"{state.LINKS_PAGE}-{pages}")
    for group in groups[(page - 1) * _PAGE_SIZE : page * _PAGE_SIZE]:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{rendering.label(group[0].question)}**")
            for pair in group:
                _show_member(shared, group, pair)


def _show_member(shared: Services, group: Sequence[QAPair], pair: QAPair) -> None:
    wording = "" if pair.question == group[0].question else f"{rendering.label(pair.question)} "
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{wording}:gray[:small[{rendering.label(place(pair.source))}]]", width="stretch")
        if len(group) == 2 and pair is group[0]:
            return  # to separate either of two is the same
        other = group[1] if pair is group[0] else group[0]
        st.button(
            "Separate",
            key=f"separate-{pair.id}",
            icon=":material/link_off:",
            type="tertiary",
            help="Let this question stand alone",
            disabled=state.is_importing(),
            on_click=_separate,
            args=(shared, pair.id, other.id),
        )


def _show_undone(shared: Services, undone: Sequence[tuple[str, Sequence[str]]]) -> None:
    with st.expander(f"Separated questions ({len(undone)})", key=state.SEPARATED, icon=":material/link_off:"):
        for number, (pair_id, others) in enumerate(undone):
            with st.container(horizontal=True, vertical_alignment="center"):
                lines = [_words(shared, pair_id), *(f":gray[apart from] {_words(shared, other)}" for other in others)]
                st.markdown("  \n".join(lines), width="stretch")
                st.button(
                    "Link again",
                    key=f"link-{pair_id}",
                    icon=":material/link:",
                    type="tertiary",
                    disabled=state.is_importing(),
                    on_click=_link,
                    args=(shared, pair_id, others),
                )
            if number < len(undone) - 1:
                st.divider()


def _words(shared: Services, pair_id: str) -> str:
    pair = shared.tutor.pair(pair_id)
    if pair is None:
        return f"{rendering.label(pair_id)} :gray[:small[no longer in the library]]"
    return f"{rendering.label(pair.question)} :gray[:small[{rendering.label(place(pair.source))}]]"


def _separate(shared: Services, first: str, second: str) -> None:
    st.session_state[state.IMPORT] = start_separation(shared.tutor, first, second)


def _link(shared: Services, pair_id: str, others: Sequence[str]) -> None:
    st.session_state[state.IMPORT] = start_linking(shared.tutor, pair_id, others)
