"""Turning errors into words on the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from tutor import rendering
from tutor.errors import TutorError
from tutor.redacting import safe_logger

_LOG = safe_logger(__name__)


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Show a `TutorError` of the body as its message, and anything unexpected as one sentence, and end the page."""
    try:
        yield
    except TutorError as error:
        show_error(str(error))
        st.stop()
    except Exception as error:
        if type(error).__module__.startswith("streamlit"):
            raise
        _LOG.exception("A page failed")
        show_error(
            f"Something unexpected went wrong ({type(error).__name__}); nothing stored is lost. Reload the page; "
            "`interview-tutor doctor` says whether a part is missing, and the terminal has the details."
        )
        st.stop()


def show_error(message: str) -> None:
    """Show one clear sentence."""
    st.error(rendering.markdown(message), icon=":material/error:")
