"""The app's pages and the menu. Each page is a script of its own, so that AppTest can switch to it."""

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).resolve().parent


def run() -> None:
    """Configure the app and run the page that its address names."""
    st.set_page_config(page_title="Interview tutor", page_icon="🎓", layout="wide")
    chat = st.Page(_FOLDER / "chat_page.py", title="Chat", icon=":material/forum:", url_path="chat", default=True)
    st.navigation([chat], position="top").run()
