"""What a system replies to a case, as its reader sees it: the tutor, and the two sentinels it has to beat."""

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from tutor.evaluation.cases import RetrievalCase
from tutor.evaluation.recipe import UsualRecipe
from tutor.records import SearchResult

if TYPE_CHECKING:
    from tutor.assemble import Tutor

TUTOR = "tutor"
TOP_PASSAGE = "top passage"
USUAL_RECIPE = "usual recipe"
_RECIPE_CHUNKS = 4  # the default of LangChain's vector store retrievers
_RECIPE_SYSTEM = (
    "You answer questions with the help of the numbered context passages. Put the number of the passage that you used "
    "behind each sentence, like this: [1]. If the context does not hold the answer, say that you don't know. Use at "
    "most five sentences."
)
_DOES_NOT_KNOW = re.compile(
    r"\b(?:(?:do|does|did)(?: not|n['’]t) (?:know|contain|provide|mention|hold|have|include|specify|address|answer)"
    r"|no information|not (?:provided|mentioned|specified|covered|available|included|given) in the)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a marker points to: a text, and the question under which it stands."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply; `passages` are those a marker may name, `remarks` its sentences that claim nothing of the subject."""

    system: str
    query: str
    refused: bool
    text: str
    passages: Mapping[int, Passage] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    first_token_s: float = 0.0
    total_s: float = 0.0


class Streams(Protocol):
    """A chat model, as far as the usual recipe needs one."""

    def stream(self, input: Any) -> Iterator[Any]:  # noqa: A002 - LangChain's name
        """Yield the pieces of a reply."""


def tutor_reply(tutor: "Tutor", case: RetrievalCase) -> Reply:
    """Return the tutor's answer."""
    answer = tutor.ask(case.query, history=case.history)
    return Reply(
        TUTOR,
        case.query,
        answer.status == "not_covered",
        answer.text,
        {citation.number: Passage(citation.question, citation.text) for citation in answer.citations},
        tuple(sentence.text for sentence in answer.sentences if sentence.checked == "no_claim"),
        answer.timings.first_token_s,
        answer.timings.total_s,
    )


def copied_passage(query: str, found: SearchResult) -> Reply:
    """Return the first sentinel: the tutor's own best passage, copied as it stands, without markers."""
    if not found.hits:
        return Reply(TOP_PASSAGE, query, True, "")
    hit = found.hits[0]
    passage = Passage(hit.question, hit.text)
    return Reply(
        TOP_PASSAGE, query, False, hit.text, {1: passage}, first_token_s=found.latency_s, total_s=found.latency_s
    )


def stuffed_reply(recipe: UsualRecipe, model: Streams, query: str, standalone: str) -> Reply:
    """Return the second sentinel: the nearest chunks in a prompt, and whatever the LLM replies, markers and all."""
    started = time.perf_counter()
    chunks = recipe.nearest(standalone, _RECIPE_CHUNKS)
    context = "\n\n".join(f"[{number}] {text}" for number, (_, text) in enumerate(chunks, 1))
    text, first_s = "", 0.0
    for piece in model.stream(
        [("system", _RECIPE_SYSTEM), ("human", f"Context:\n{context}\n\nQuestion: {standalone}")]
    ):
        text += str(piece.text)
        first_s = first_s or (time.perf_counter() - started if text.strip() else 0.0)
    passages = {number: Passage(title, chunk) for number, (title, chunk) in enumerate(chunks, 1)}
    refused = says_it_does_not_know(text)
    total_s = time.perf_counter() - started
    return Reply(USUAL_RECIPE, query, refused, text, passages, (), round(first_s, 3), round(total_s, 3))


def says_it_does_not_know(text: str) -> bool:
    """Whether a reply opens by saying that the context holds no answer."""
    return _DOES_NOT_KNOW.search(text[:200]) is not None or not text.strip()


def sample_cases(cases: Sequence[RetrievalCase], limit: int) -> list[RetrievalCase]:
    """Return the same `limit` cases every time: a quarter uncovered, spread over kinds and, within them, topics."""
    uncovered = _spread([case for case in cases if not case.relevant], limit // 4)
    covered = _spread([case for case in cases if case.relevant], limit - len(uncovered))
    return covered + uncovered


def _spread(cases: Sequence[RetrievalCase], count: int) -> list[RetrievalCase]:
    """Return `count` cases, kind after kind, each time of the topic that has been taken least."""
    by_kind: dict[str, list[RetrievalCase]] = {kind: [] for kind in sorted({case.kind for case in cases})}
    for case in sorted(cases, key=lambda case: sha256(case.query.encode()).digest()):
        by_kind[case.kind].append(case)
    taken: Counter[str] = Counter()
    chosen: list[RetrievalCase] = []
    while len(chosen) < min(count, len(cases)):
        for waiting in by_kind.values():
            if waiting and len(chosen) < count:
                case = min(waiting, key=lambda case: taken[_topic(case)])
                waiting.remove(case)
                taken[_topic(case)] += 1
                chosen.append(case)
    return chosen


def _topic(case: RetrievalCase) -> str:
    return max(case.relevant, key=lambda pair_id: case.relevant[pair_id], default="").partition("/")[0]
