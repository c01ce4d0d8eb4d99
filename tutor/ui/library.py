"""What the library page consists of: the drop zone, the import under way, its report, and the documents."""

import streamlit as st

from tutor import rendering
from tutor.errors import TutorError
from tutor.ingest.reports import DocumentReport
from tutor.ui import state
from tutor.ui.failures import show_error
from tutor.ui.import_job import ImportJob, library_documents, start_build, start_import, start_removal
from tutor.ui.resources import Services

_POLL_S = 0.5
_STALE = "The corpus has changed since the index was built; answers do not know of that yet."


def show_upload(shared: Services) -> None:
    """Draw the drop zone and the button that begins the import."""
    st.markdown(
        "Add interview questions of your own: text, Markdown, Word, PDF, HTML, CSV, JSON, Anki decks, or a zip of them."
    )
    with st.form("import", clear_on_submit=True, border=False):
        files = st.file_uploader("Documents", accept_multiple_files=True, key=state.UPLOAD)
        submitted = st.form_submit_button("Import", icon=":material/upload:")
    if not submitted:
        return
    if not files:
        show_error("No document was chosen. Drop at least one in, then press Import.")
    elif state.is_importing():
        show_error("An import is under way. Wait until it has ended.")
    else:
        st.session_state[state.IMPORT] = start_import(shared.tutor, [(file.name, file.getvalue()) for file in files])


def show_build(shared: Services) -> None:
    """Draw a button that builds the index, where there is none or its corpus has changed."""
    try:
        status = shared.tutor.index_status()
        if not (status.stale or status.problem):
            return
        words = rendering.markdown(status.problem) or _STALE
    except TutorError as error:
        words = rendering.markdown(str(error))
    if not state.is_importing():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(words, icon=":material/build:")
            st.button("Build the index", icon=":material/build:", on_click=_build, args=(shared,))


def _build(shared: Services) -> None:
    st.session_state[state.IMPORT] = start_build(shared.tutor)


def show_import() -> None:
    """Draw the import under way, or the report of the last one."""
    job = state.import_job()
    if job is None:
        return
    if not job.finished:
        st.fragment(_show_running, run_every=_POLL_S)(job)
        return
    if job.error:
        show_error(job.error)
    else:
        are = "is" if job.linked == 1 else "are"
        linked = f" Of these, {job.linked:,} {are} asked by several documents: see below." if job.linked else ""
        st.success(f"Done. The index now holds {job.questions:,} questions.{linked}", icon=":material/check_circle:")
    if job.report:
        for document in job.report.documents:
            _show_report(document)


def _show_running(job: ImportJob) -> None:
    if job.finished:
        st.rerun()
    if job.phase == "reading":
        st.progress(0.0, text=f"Reading {rendering.label(job.document)}…" if job.document else "Getting ready…")
        return
    left = f", about {job.remaining_s:.0f} s left" if job.remaining_s is not None else ""
    share = min(job.done / job.total, 1.0) if job.total else 0.0
    st.progress(share, text=f"Building the index: {job.done:,} of {job.total:,} texts{left}. You can go on asking.")


def _show_report(document: DocumentReport) -> None:
    name = rendering.label(document.path)
    if document.error:
        show_error(document.error)
        return
    notes = [(warning.line, warning.message) for warning in document.warnings]
    notes += [(item.line, f"Without an answer: {item.question}") for item in document.unanswered]
    with st.expander(f"{name}: {document.pairs} questions, {len(notes)} notes", expanded=bool(notes)):
        if not notes:
            st.caption("Nothing to check.")
        for line, message in sorted(notes):
            where = f"line {line}: " if line else ""
            st.markdown(f"- {where}{rendering.label(message, 500)}")


def show_documents(shared: Services) -> None:
    """Draw the documents of the library, each with a way to remove it."""
    st.header("Your documents", anchor=False)
    documents = library_documents(shared.settings)
    if not documents:
        st.caption("None yet. The curated questions are always there.")
    for document, paths in documents.items():
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(f"{rendering.label(document)} :gray[:small[{len(paths)} questions]]", width="stretch")
            st.button(
                "Remove",
                key=f"remove-{document}",
                icon=":material/delete:",
                type="tertiary",
                disabled=state.is_importing(),
                on_click=_remove,
                args=(shared, document),
            )


def _remove(shared: Services, document: str) -> None:
    st.session_state[state.IMPORT] = start_removal(shared.tutor, document)
