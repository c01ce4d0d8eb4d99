"""The LLM of this session: which it is, and choosing another one, with a key that is never shown again."""

from typing import Final

import streamlit as st

from tutor import rendering
from tutor.answering.models import EXTRACTIVE, PROVIDERS, ChosenModel, choose_model, list_models
from tutor.answering.probing import in_words
from tutor.errors import TutorError
from tutor.records import Mode
from tutor.ui import state
from tutor.ui.failures import show_error
from tutor.ui.probe_job import ProbeJob, start_probe
from tutor.ui.resources import Services

_AS_STARTED: Final = ""
_ANY_MODEL: Final = ":MODEL"
_POLL_S: Final = 0.5
_USED: Final[dict[Mode, str]] = {
    "free": "What no source supports stays in its answers, marked so.",
    "strict": "What no source supports is left out of its answers.",
    "extractive": "Answers are composed of the sources' sentences instead.",
}
_USED_UNPROBED: Final = "Until it is probed, what no source supports is left out of its answers."
_EXAMPLES: Final = {"openai": "gpt-5-mini", "anthropic": "claude-haiku-4-5", "ollama": "qwen3:4b"}


def show_model(shared: Services) -> None:
    """Draw which LLM answers in this session and its state, and below it the choice of another one."""
    st.header("Language model", anchor=False)
    with st.container():  # of one place on the page, so that what is open below stays open when its lines change
        _show_state(shared)
    with st.expander("Use another one in this session", icon=":material/swap_horiz:"):
        _show_choice(shared)


def _show_state(shared: Services) -> None:
    chosen = state.chosen_model()
    status = shared.tutor.model_status(chosen)
    state_now = "" if status.state == "not loaded" else f"{status.state}, "
    words = f"**{rendering.label(status.name)}**: {state_now}{rendering.markdown(status.detail)}"
    show = st.warning if status.state in {"missing", "failed"} else st.info
    show(words, icon=":material/memory:")
    if chosen is not None:
        key = " with your key" if chosen.key else ""
        st.caption(f"Chosen{key} for this session: until you reload or close this page. Nobody else uses it.")
    if status.name != EXTRACTIVE and status.state != "missing":
        _show_findings(shared, chosen)


def _show_findings(shared: Services, chosen: ChosenModel | None) -> None:
    """Draw what the LLM was found to be able to do and how it is used for that, or how its probe stands."""
    found = shared.tutor.capabilities(chosen)
    job = state.probe_job() if chosen else shared.probe
    if found:
        st.caption(f":material/fact_check: Probed: {in_words(found)}. {_USED[found.mode]}")
    elif job and not job.finished:
        st.fragment(_await_probe, run_every=_POLL_S)(job)
    elif job and job.error:
        st.caption(f":material/info: {rendering.markdown(job.error)}")
        st.caption(_USED_UNPROBED)
    else:
        st.caption(f":material/info: {rendering.markdown(in_words(None))}")


def _await_probe(job: ProbeJob) -> None:
    if job.finished:
        st.rerun()
    st.caption(f":material/hourglass_top: Finding out what it can do, with three short questions. {_USED_UNPROBED}")


def _show_choice(shared: Services) -> None:
    option = st.selectbox("Language model", _options(shared), format_func=_option_name, key=state.PROVIDER)
    provider = option.removesuffix(_ANY_MODEL) if option.endswith(_ANY_MODEL) else ""
    key_box = f"{state.KEY_BOX}-{st.session_state.get(state.CHOICES, 0)}"
    with st.form("llm", border=False, clear_on_submit=True):
        if provider:
            st.text_input("Model", placeholder=_EXAMPLES.get(provider, "its name"), key=state.MODEL_NAME)
            if variable := PROVIDERS[provider][1]:
                st.text_input("Key", type="password", key=key_box, placeholder=f"empty: the one in {variable}")
                st.caption("The key stays in this session, goes to the provider alone, and is never shown again.")
        st.form_submit_button("Use it", icon=":material/check:", on_click=_choose, args=(shared, key_box))
    if problem := st.session_state.pop(state.LLM_PROBLEM, ""):
        show_error(problem)


def _options(shared: Services) -> list[str]:
    """Return what can be chosen: names, and providers as `PROVIDER:MODEL`; no path, which is the operator's to give."""
    there = [status.name for status in list_models(shared.settings.model_dir) if status.state != "missing"]
    return [_AS_STARTED, EXTRACTIVE, *(name for name in there if name.startswith(("local:", *PROVIDERS)))]


def _option_name(option: str) -> str:
    if option == _AS_STARTED:
        return "As the tutor was started"
    if option == EXTRACTIVE:
        return "None: the sources' own sentences"
    return f"{option.removesuffix(_ANY_MODEL)}: a model of this provider" if option.endswith(_ANY_MODEL) else option


def _choose(shared: Services, key_box: str) -> None:
    """Keep the choice in the session, or say what is wrong with it; either way the box for the key is a new one."""
    option, key = st.session_state[state.PROVIDER], st.session_state.get(key_box, "")
    st.session_state[state.CHOICES] = st.session_state.get(state.CHOICES, 0) + 1
    if option == _AS_STARTED:
        st.session_state.pop(state.CHOSEN_LLM, None)
        return
    name = option
    if option.endswith(_ANY_MODEL):
        name = f"{option.removesuffix(_ANY_MODEL)}:{st.session_state.get(state.MODEL_NAME, '').strip()}"
    try:
        chosen = choose_model(name, key, shared.settings.model_dir)
    except TutorError as error:
        st.session_state[state.LLM_PROBLEM] = str(error)
        return
    st.session_state[state.CHOSEN_LLM] = chosen
    st.session_state[state.PROBE] = start_probe(shared.tutor, chosen, shared.loaded)
