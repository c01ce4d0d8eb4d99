"""The few rules of style that the theme cannot express."""

from typing import Final

import streamlit as st

_RULES: Final = """
<style>
.stMainBlockContainer { max-width: 74rem; padding-top: 4.5rem; }
.stMarkdown a[href^="#cite-"] {
  display: inline-block; min-width: 1.35rem; padding: 0 .3rem; margin: 0 .08rem; border-radius: .45rem;
  font-size: .75em; font-weight: 600; line-height: 1.45; text-align: center; text-decoration: none;
  vertical-align: .12em; border: 1px solid currentColor;
}
.stMarkdown a[href^="#cite-"]:hover, .stMarkdown a[href^="#cite-"]:focus-visible {
  text-decoration: none; outline: 2px solid currentColor; outline-offset: 1px;
}
[class*="st-key-left-"] :is(button, button > div, button p) { justify-content: flex-start; text-align: left; }
[class*="st-key-question-"] [data-testid="stText"] { font-weight: 600; white-space: pre-wrap; overflow-wrap: anywhere; }
.st-key-welcome, [class*="st-key-question-"] { scroll-margin-top: 4.5rem; }
.stMarkdown, .stMarkdown p, .stMarkdown li { overflow-wrap: anywhere; }
pre, pre code { white-space: pre-wrap !important; overflow-wrap: anywhere; }
pre .token.token:is(.comment, .punctuation) { color: color-mix(in srgb, #808495 55%, currentColor); }
pre .token.token:is(.keyword, .function, .class-name) { color: color-mix(in srgb, #1c83e1 60%, currentColor); }
pre .token.token:is(.string, .number, .boolean, .property) { color: color-mix(in srgb, #21a05a 55%, currentColor); }
pre .token.token:is(.operator, .decorator, .atrule) { color: color-mix(in srgb, #d95a00 60%, currentColor); }
.stMarkdownColoredBackground, button kbd { color: inherit; opacity: 1; }
/* What Streamlit says where its server is gone sends the reader to look at the internet. */
body:has([data-test-connection-state="PINGING_SERVER"]) .stDialog:not(:has(.stVerticalBlock)) :is(h2, h2 + div) {
  font-size: 0;
}
body:has([data-test-connection-state="PINGING_SERVER"]) .stDialog:not(:has(.stVerticalBlock)) h2::after {
  font-size: 1.3rem; content: "The tutor does not answer";
}
body:has([data-test-connection-state="PINGING_SERVER"]) .stDialog:not(:has(.stVerticalBlock)) h2 + div::after {
  font-size: 1rem;
  content: "What you see is kept, and this page goes on by itself once the tutor runs again. It is started with: "
    "interview-tutor serve";
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  .stMarkdown :is(th, td) { font-size: .85em; padding: .25rem .35rem; hyphens: auto; }
  .stChatMessage > [data-testid*="Avatar"] { display: none; }
}
</style>
"""


def apply_style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
