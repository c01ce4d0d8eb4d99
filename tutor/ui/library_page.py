"""The page to add documents of one's own, and to remove them."""

import streamlit as st

from tutor.ui.failures import errors_in_words
from tutor.ui.library import show_build, show_documents, show_import, show_upload
from tutor.ui.links import show_links
from tutor.ui.resources import services
from tutor.ui.style import apply_style

apply_style()
with errors_in_words():
    shared = services()
    st.title("Library", anchor=False)
    show_build(shared)
    show_upload(shared)
    show_import()
    show_documents(shared)
    show_links(shared)
