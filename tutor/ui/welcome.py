"""The empty start: what this is, and questions to begin with."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import streamlit as st

from tutor import rendering
from tutor.errors import TutorError
from tutor.records import QAPair
from tutor.ui import state
from tutor.ui.asking import ask
from tutor.ui.failures import show_error
from tutor.ui.resources import Services

_TOPICS = 8
_EXAMPLES = 4
_MIXED = 6
MIX = "a mix"
_NO_TOPIC = "other questions"
_POLL_S = 0.5
_ACRONYMS = {
    word.lower(): word for word in "AI API AWS CNN GAN GPT GPU LLM LLMs LLMOps ML MLOps NLP RAG RL RLHF RNN SQL".split()
}
_LEVELS = ("beginner", "intermediate", "advanced", "")


def show_welcome(shared: Services) -> None:
    """Greet, and offer example questions by topic."""
    st.title("Prepare for your AI interview", anchor=False)
    st.markdown("Ask a question in your own words. Each sentence of the answer carries the number of its source; "
                "open it to read the passage. What the sources do not cover, you are told so.")  # fmt: skip
    if shared.questions_loaded.is_set():
        _show_examples(shared)
    else:
        st.fragment(_await_examples, run_every=_POLL_S)(shared)


def _await_examples(shared: Services) -> None:
    if shared.questions_loaded.is_set():
        st.rerun()
    st.markdown(":shimmer[Loading the questions. You can ask already.]")


def _show_examples(shared: Services) -> None:
    try:
        examples = examples_by_topic(shared.tutor.pairs())
    except TutorError as error:
        show_error(str(error))
        return
    st.markdown("**Try one of these**")
    topics = list(examples)
    topic = st.pills(
        "Topic",
        topics,
        default=topics[0],
        required=True,
        format_func=topic_name,
        key=state.TOPIC,
        label_visibility="collapsed",
    )
    for number, question in enumerate(examples[topic or topics[0]]):
        with st.container(key=f"left-example-{number}"):
            st.button(
                rendering.label(question),
                key=f"example-{topic}-{number}",
                on_click=ask,
                args=(shared, question),
                width="stretch",
            )


def examples_by_topic(pairs: Sequence[QAPair]) -> dict[str, list[str]]:
    """Return a few questions of each of the largest topics, and before them a mix: the first of several topics.

    The first of a topic are those that most other questions refer to, the easier ones first among equals.
    """
    referred = Counter(related for pair in pairs for related in pair.related)
    topics: defaultdict[str, list[QAPair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: (-referred[pair.id], _LEVELS.index(pair.level), pair.id)):
        topics[pair.topic].append(pair)
    largest = sorted(topics, key=lambda topic: (-len(topics[topic]), topic))[:_TOPICS]
    examples = {topic: [pair.question for pair in topics[topic][:_EXAMPLES]] for topic in largest}
    return {MIX: [of_topic[0] for of_topic in examples.values()][:_MIXED], **examples}


def topic_name(topic: str) -> str:
    """Return a topic's folder name as a heading."""
    words = (topic.rsplit("/", 1)[-1].strip(".") or _NO_TOPIC).replace("-", " ").replace("_", " ").split()
    name = " ".join(_ACRONYMS.get(word.lower(), word) for word in words)
    return rendering.label(name[:1].upper() + name[1:])
