"""Running cases through the tutor and the sentinels, and measuring what their replies are worth."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from tutor.answering.checking import Embeds
from tutor.evaluation.cases import RetrievalCase
from tutor.evaluation.judging import COVERED_AT, SupportJudge, Verdict, coverage, statements
from tutor.evaluation.metrics import Estimate, estimate
from tutor.evaluation.recipe import UsualRecipe
from tutor.evaluation.replies import Reply, Streams, copied_passage, stuffed_reply, tutor_reply
from tutor.records import QAPair

if TYPE_CHECKING:
    from tutor.assemble import Tutor


@dataclass(frozen=True, slots=True)
class JudgedReply:
    """A reply with a verdict for each statement; `correctness` is None where the corpus has no answer."""

    case: RetrievalCase
    reply: Reply
    verdicts: tuple[Verdict, ...]
    correctness: float | None


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """The figures of one system; words and times (in seconds) are medians over covered cases that were answered."""

    cases: int
    statements: int
    invalid_markers: int
    citation_precision: Estimate
    citation_recall: Estimate
    shown_as_supported_wrongly: Estimate
    judged_by: Mapping[str, int]
    refused_uncovered: Estimate
    refused_covered: Estimate
    correctness: Estimate
    words: float
    first_token_s: float
    total_s: float


def run_tutor(tutor: "Tutor", cases: Sequence[RetrievalCase]) -> Iterator[Reply]:
    """Yield the tutor's reply to every case."""
    return (tutor_reply(tutor, case) for case in cases)


def run_copying(tutor: "Tutor", cases: Sequence[RetrievalCase]) -> Iterator[Reply]:
    """Yield the first sentinel's reply to every case."""
    return (copied_passage(case.query, tutor.search(case.query, history=case.history)) for case in cases)


def run_recipe(
    tutor: "Tutor", recipe: UsualRecipe, load_model: Callable[[], Streams], cases: Sequence[RetrievalCase]
) -> Iterator[Reply]:
    """Yield the second sentinel's reply to every case; it gets the tutor's stand-alone questions."""
    model = load_model()
    for case in cases:
        standalone = tutor.search(case.query, history=case.history).standalone
        yield stuffed_reply(recipe, model, case.query, standalone)


def judge(
    cases: Sequence[RetrievalCase],
    replies: Sequence[Reply],
    pairs: Mapping[str, QAPair],
    support: SupportJudge,
    embedder: Embeds,
) -> list[JudgedReply]:
    """Judge the replies to the cases, which come in the same order."""
    judged = []
    for case, reply in zip(cases, replies, strict=True):
        claims = [] if reply.refused else statements(reply)
        verdicts = tuple(support.verdict(claim, reply.passages) for claim in claims)
        judged.append(JudgedReply(case, reply, verdicts, _correctness(case, reply, pairs, embedder)))
    return judged


def _correctness(case: RetrievalCase, reply: Reply, pairs: Mapping[str, QAPair], embedder: Embeds) -> float | None:
    """Return the share of essential key points that the reply makes, of the labelled question it answers best."""
    if not case.relevant:
        return None
    if reply.refused:
        return 0.0
    shares = [0.0]
    for pair_id, grade in case.relevant.items():
        points = [item.point for item in pairs[pair_id].key_points if item.weight == "essential"]
        if grade == max(case.relevant.values()) and points:
            made = [value >= COVERED_AT for value in coverage(points, reply.text, embedder)]
            shares.append(sum(made) / len(made))
    return max(shares)


def summarise(judged: Sequence[JudgedReply]) -> AnswersReport:
    """Return the figures of one system.

    Recall is over statements, precision over markers; a marker that names no passage counts against precision.
    """
    verdicts = [verdict for item in judged for verdict in item.verdicts]
    cited = [verdict for verdict in verdicts if verdict.statement.markers]
    covered = [item for item in judged if item.case.relevant]
    answered = [item.reply for item in covered if not item.reply.refused]
    hows = [verdict.how for verdict in cited]
    return AnswersReport(
        cases=len(judged),
        statements=len(verdicts),
        invalid_markers=sum(len(set(v.statement.markers) - set(v.statement.valid)) for v in verdicts),
        citation_precision=estimate([value for verdict in cited for value in _marker_values(verdict)]),
        citation_recall=estimate([float(verdict.supported) for verdict in verdicts]),
        shown_as_supported_wrongly=estimate([float(not verdict.supported) for verdict in cited]),
        judged_by={how: hows.count(how) for how in ("literal", "hand", "score")},
        refused_uncovered=estimate([float(item.reply.refused) for item in judged if not item.case.relevant]),
        refused_covered=estimate([float(item.reply.refused) for item in covered]),
        correctness=estimate([item.correctness or 0.0 for item in covered]),
        words=median([len(reply.text.split()) for reply in answered]) if answered else 0.0,
        first_token_s=median([reply.first_token_s for reply in answered]) if answered else 0.0,
        total_s=median([reply.total_s for reply in answered]) if answered else 0.0,
    )


def _marker_values(verdict: Verdict) -> list[float]:
    """Return 1 for each marker whose passage helps: alone, or because only all together support the statement."""
    together = verdict.supported and not any(verdict.alone)
    named = [float(verdict.supported and (alone or together)) for alone in verdict.alone]
    return named + [0.0] * len(set(verdict.statement.markers) - set(verdict.statement.valid))
