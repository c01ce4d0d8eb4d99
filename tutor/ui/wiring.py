"""What Streamlit cannot do from Python: clicks on citations, a key for the box, the owner's cookie, and scrolling."""

from typing import Final

import streamlit as st

from tutor.ui import state

CITATION_PREFIX: Final = "cite-"
_KEY: Final = "wiring"
_YEAR_S: Final = 365 * 24 * 3600
_SCRIPT: Final = """
export default function ({ data, setTriggerValue }) {
  if (data.owner && !document.cookie.includes(data.cookie + "=")) {
    document.cookie = `${data.cookie}=${data.owner}; max-age=${data.max_age}; path=/; SameSite=Lax`;
  }
  if (data.top && window.tutorTop !== data.stamp) {
    window.tutorTop = data.stamp;
    let touched = false;
    const touch = () => (touched = true);
    for (const kind of ["pointerdown", "wheel", "keydown"])
      document.addEventListener(kind, touch, { once: true, capture: true });
    // Streamlit goes to the end whenever the page grows: stay until it has not grown for a while.
    const show = (calm, height) => {
      if (touched || window.tutorTop !== data.stamp) return;
      const top = document.querySelector(`.st-key-${data.top}`);
      top?.scrollIntoView({ block: "start" });
      const now = top?.closest('[data-testid="stMain"]')?.scrollHeight;
      if (calm < 30) setTimeout(() => show(now === height ? calm + 1 : 0, now), 150);
    };
    show(0);
  }
  // One listener for the life of the page: a click while Streamlit mounts this anew would be lost otherwise.
  window.tutorOpen = (target) => setTriggerValue("opened", target);
  if (window.tutorListens) return;
  window.tutorListens = true;
  const open = (event) => {
    const link = event.target.closest?.(`a[href^="#${data.prefix}"]`);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const target = link.getAttribute("href").slice(1 + data.prefix.length);
    window.tutorOpen(target);
    // Streamlit can lose what is triggered while it draws: where no source opens within four seconds, ask once more.
    const check = (times) => {
      if (document.querySelector('[role="dialog"]')) return;
      if (times) setTimeout(() => check(times - 1), 200);
      else window.tutorOpen(target);
    };
    check(20);
  };
  document.addEventListener("click", open, true);
}
"""
_FOCUS_BOX: Final = """
export default function () {
  if (window.tutorFocuses) return;
  window.tutorFocuses = true;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    const box = document.querySelector('[data-testid="stChatInputTextArea"]');
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
    event.preventDefault();
    box.focus();
  });
}
"""
_SHOW_MARK: Final = """
export default function ({ data }) {
  const show = (tries) => {
    const mark = document.querySelector('[role="dialog"] .stMarkdownColoredBackground');
    if (mark) mark.scrollIntoView({ block: "center" });
    else if (tries) setTimeout(() => show(tries - 1), 100);
  };
  show(20);
}
"""


def citation_prefix(turn_id: str) -> str:
    """Return what the targets of a turn's markers begin with; `wire` turns clicks on them into an open source."""
    return f"{CITATION_PREFIX}{turn_id}-"


def wire(top: str, stamp: str) -> None:
    """Listen for clicks on citations, leave the owner's id in the browser, and scroll.

    Streamlit keeps a page with a question box at its end. Whenever `stamp` changes, the container with the key `top`
    is brought to the top of the window instead, so that reading begins where the answer does.
    """
    data = {
        "prefix": CITATION_PREFIX,
        "cookie": state.OWNER_COOKIE,
        "owner": state.owner(),
        "max_age": _YEAR_S,
        "top": top,
        "stamp": stamp,
    }
    component = st.components.v2.component("tutor_wiring", js=_SCRIPT)
    component(key=_KEY, data=data, on_opened_change=_open_clicked)


def focus_box_on_slash() -> None:
    """Let the key / lead to the question box; to be drawn with it, so that the key works as soon as the box is seen."""
    st.components.v2.component("tutor_focus_box", js=_FOCUS_BOX)(key="focus_box")


def show_mark(key: str) -> None:
    """Scroll the open source to its marked passage."""
    component = st.components.v2.component("tutor_show_mark", js=_SHOW_MARK)
    component(key="show_mark", data={"key": key})


def _open_clicked() -> None:
    clicked = st.session_state[_KEY].get("opened") or ""
    turn_id, _, number = str(clicked).rpartition("-")
    if number.isdecimal():
        state.open_source(state.OpenedSource(turn_id, "citation", int(number)))
