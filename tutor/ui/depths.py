"""Depth and plainness: the control above the question box, and how a turn shows what it was asked for."""

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tutor.records import DEFAULT_STYLE, Depth, Style
from tutor.ui import state

DEPTHS: Final[dict[Depth, str]] = {"short": "Short", "interview": "Interview", "deep": "Deep"}
MEANINGS: Final[dict[Depth, str]] = {
    "short": "the direct answer",
    "interview": "the answer, why, an example, the trap",
    "deep": "all that the source says",
}
SIMPLY: Final = "Simply"


def place_for_style_control() -> DeltaGenerator:
    """Return the place above a question box that is drawn after this."""
    return st.bottom.container(horizontal=True, vertical_alignment="center", gap="small", key="style-control")


def show_style_control(place: DeltaGenerator) -> None:
    """Draw the control; what is chosen holds for the questions that are asked from now on, on every page."""
    with place:
        st.segmented_control(
            "Depth",
            list(DEPTHS),
            default=DEFAULT_STYLE.depth,
            required=True,
            format_func=DEPTHS.__getitem__,
            key=state.DEPTH,
            label_visibility="collapsed",
            persist_state="session",
        )
        st.toggle(SIMPLY, key=state.SIMPLY, persist_state="session")


def style_name(style: Style) -> str:
    """Return a style in words."""
    return f"{DEPTHS[style.depth]}, {SIMPLY.lower()}" if style.simply else DEPTHS[style.depth]


def other_styles(style: Style) -> list[tuple[str, Style]]:
    """Return the styles that differ from `style` in one thing, each with what it would give."""
    depths = [(f"{DEPTHS[depth]}: {MEANINGS[depth]}", Style(depth, style.simply)) for depth in DEPTHS]
    plain = "With the technical terms" if style.simply else f"{SIMPLY}: plain words, no formulas"
    return [item for item in depths if item[1] != style] + [(plain, Style(style.depth, not style.simply))]
