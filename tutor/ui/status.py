"""What the status page consists of."""

from pathlib import Path

import streamlit as st

from tutor import rendering
from tutor.errors import TutorError
from tutor.redacting import redacted
from tutor.ui.resources import Services

_MB = 1_000_000
_LAST_ANSWERS = 20


def show_index(shared: Services) -> None:
    """Draw what the index holds."""
    st.header("Index", anchor=False)
    try:
        status = shared.tutor.index_status()
    except TutorError:
        st.caption("There is none that could be used.")
        return
    with st.container(horizontal=True):
        st.metric("Questions", f"{status.questions:,}", border=True)
        st.metric("Passages", f"{status.chunks:,}", border=True)
        st.metric("Size on disk", _size(Path(status.path)), border=True)
    st.caption(f"Embedder: {rendering.label(redacted(status.embedder))}")


def show_speed(shared: Services) -> None:
    """Draw how long the last answers took."""
    st.header("Speed of the last answers", anchor=False)
    timings = shared.store.recent_timings(_LAST_ANSWERS)
    if not timings:
        st.caption("No answer yet.")
        return
    last = timings[-1]
    with st.container(horizontal=True):
        st.metric("Sources after", f"{last.retrieval_s:.2f} s", border=True)
        st.metric("First words after", f"{last.first_token_s:.2f} s", border=True)
        st.metric("Whole answer after", f"{last.total_s:.2f} s", border=True)
    if len(timings) == 1:
        return
    parts = {
        "1 sources": [timing.retrieval_s for timing in timings],
        "2 first words": [max(timing.first_token_s - timing.retrieval_s, 0.0) for timing in timings],
        "3 the rest": [max(timing.total_s - timing.first_token_s, 0.0) for timing in timings],
        "answer": list(range(1, len(timings) + 1)),
    }
    st.bar_chart(parts, x="answer", x_label="answers, the last on the right", y_label="seconds", height=200)
    st.caption(f"The last {len(timings)} answers of everybody, without refusals.")


def show_places(shared: Services) -> None:
    """Draw where things are kept."""
    st.header("Where things are", anchor=False)
    settings = shared.settings
    places = {
        "Index": settings.index,
        "Your library": settings.library,
        "Conversations": settings.database_file,
        "LLM files": settings.model_dir,
    }
    rows = [{"what": name, "path": rendering.label(str(path)), "size": _size(path)} for name, path in places.items()]
    st.table(rows)
    st.caption("What is missing stands above, with its command; in a terminal: interview-tutor doctor")


def _size(path: Path) -> str:
    if not path.exists():
        return "not there"
    files = [path] if path.is_file() else [found for found in path.rglob("*") if found.is_file()]
    size = sum(found.stat().st_size for found in files) / _MB
    return f"{size:.1f} MB"
