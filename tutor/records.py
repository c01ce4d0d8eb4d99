"""The records that every room passes on: frozen, without behaviour.

`SearchResult`, `SearchHit`, `Answer` and their parts have the field names of the command line's JSON, so that
`dataclasses.asdict` is that JSON and `pydantic.TypeAdapter(Answer)` reads it back.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["beginner", "intermediate", "advanced", ""]
Weight = Literal["essential", "bonus"]
Role = Literal["user", "assistant"]
Status = Literal["answered", "partial", "not_covered"]
ModelState = Literal["ready", "loading", "not loaded", "missing", "failed"]
Mode = Literal["free", "strict", "extractive"]
Checked = Literal["supported", "unsupported", "no_claim"]
Depth = Literal["short", "interview", "deep"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question stands: the document's name as imported, its section, and the question's line, from 1."""

    document: str
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class QuestionSource:
    """The same question as another document words it, and where."""

    question: str
    source: Source


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One checkable statement that a good answer makes."""

    point: str
    weight: Weight = "essential"


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong statement that candidates make, with what is right."""

    wrong: str
    correction: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A primary source of an answer."""

    authors: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class QAPair:
    """One question with its whole answer: the unit of the corpus.

    `id` is the path of its file below the corpus folder, without suffix. `answer` is Markdown. Only curated
    entries have the teaching fields from `also_asked` on.
    """

    id: str
    question: str
    answer: str
    topic: str
    source: Source
    level: Level = ""
    also_asked: tuple[str, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    follow_ups: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage: `answer[start:end]` of its question's answer, letter for letter."""

    id: str
    pair_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, as a history file holds it."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a question is to be answered: how much is said, and whether in plain words and without formulas."""

    depth: Depth = "interview"
    simply: bool = False


DEFAULT_STYLE = Style()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """The best passage of one question that matches a query; `score` falls with `rank`, which starts at 1."""

    rank: int
    score: float
    chunk_id: str
    pair_id: str
    question: str
    text: str
    level: Level
    topic: str
    source: Source
    also_in: tuple[QuestionSource, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits for a query, and whether the corpus answers it at all (`covered`, with a probability)."""

    query: str
    standalone: str
    covered: bool
    confidence: float
    hits: tuple[SearchHit, ...]
    latency_s: float


@dataclass(frozen=True, slots=True)
class Citation:
    """What the marker `[number]` points to; `quote` stands letter for letter in `text`, the text of the chunk."""

    number: int
    chunk_id: str
    pair_id: str
    question: str
    quote: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer without its markers, and how well (0 to 1) its citations support it."""

    text: str
    citations: tuple[int, ...]
    support: float
    checked: Checked


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds from the question to the hits, to the first piece of text, and to the end."""

    retrieval_s: float
    first_token_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer; `text` is Markdown with markers such as `[1]`, each of which is in `citations`.

    While an answer is being written, `draft` holds the sentence that is not checked yet; in the end it is empty.
    `notices` are remarks for the reader, such as that no LLM was there and the sources speak for themselves.
    """

    question: str
    standalone: str
    status: Status
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    retrieved: tuple[SearchHit, ...]
    suggestions: tuple[str, ...]
    model: str
    timings: Timings
    notices: tuple[str, ...] = ()
    draft: str = ""
    depth: Depth = "interview"
    simply: bool = False


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What is in the index, and whether the corpus has changed since it was built.

    `problem` says why a newer index at the same path is not used, with the command that mends it, or is "".
    """

    path: str
    questions: int
    chunks: int
    embedder: str
    stale: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """An LLM by the name that settings use; `detail` says what it is or what it lacks and the command that mends it."""

    name: str
    state: ModelState
    detail: str


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a probe found of an LLM, and so how it is used; `context_tokens` counts prompt and answer together.

    `mode` is free: what no source supports stays in the answer, marked so; strict: it is left out; extractive: the LLM
    is not asked, answers are composed of the sources' sentences.
    """

    follows_format: bool
    keeps_to_sources: bool
    context_tokens: int
    mode: Mode
