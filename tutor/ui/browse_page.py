"""The page to read the corpus: by topic and level, by words and by meaning, and one question with its answer."""

import streamlit as st

from tutor.ui import state
from tutor.ui.browsing import show_question, show_questions
from tutor.ui.failures import errors_in_words
from tutor.ui.resources import services
from tutor.ui.style import apply_style

apply_style()
with errors_in_words():
    shared = services()
    if pair_id := st.query_params.get(state.QUESTION_PARAMETER):
        show_question(shared, pair_id)
    else:
        show_questions(shared)
