"""The page that says what is missing, what is in use, and how fast it is."""

import streamlit as st

from tutor.ui.failures import errors_in_words
from tutor.ui.language_model import show_model
from tutor.ui.missing import show_missing
from tutor.ui.resources import services
from tutor.ui.status import show_index, show_places, show_speed
from tutor.ui.style import apply_style

apply_style()
with errors_in_words():
    shared = services()
    st.title("Status", anchor=False)
    show_missing(shared)
    show_model(shared)
    show_index(shared)
    show_speed(shared)
    show_places(shared)
