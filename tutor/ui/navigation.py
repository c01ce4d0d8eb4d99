"""The app's pages and the menu. Each page is a script of its own, so that AppTest can switch to it."""

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).resolve().parent
CHAT = _FOLDER / "chat_page.py"
BROWSE = _FOLDER / "browse_page.py"
LIBRARY = _FOLDER / "library_page.py"
_NAME = "Interview tutor"


def name_page(title: str) -> None:
    """Give the page a title of its own, by which a bookmark and the browser's history name it."""
    st.set_page_config(page_title=f"{title} · {_NAME}")


def run() -> None:
    """Configure the app and run the page that its address names."""
    st.set_page_config(page_title=_NAME, page_icon="🎓", layout="wide")
    pages = [
        st.Page(CHAT, title="Chat", icon=":material/forum:", url_path="chat", default=True),
        st.Page(BROWSE, title="Browse", icon=":material/menu_book:", url_path="browse"),
        st.Page(LIBRARY, title="Library", icon=":material/upload_file:", url_path="library"),
        st.Page(_FOLDER / "status_page.py", title="Status", icon=":material/monitor_heart:", url_path="status"),
    ]
    st.navigation(pages, position="top").run()
