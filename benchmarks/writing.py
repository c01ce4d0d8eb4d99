"""The tutor's first word and writing speed beside the bare llama.cpp server's: `python benchmarks/writing.py [COUNT]`.

Both get the same prompts of each question, by turns in the same run; before each, the server reads the head that all
prompts share, so that its prefix cache is in the same state. Wants a built index and the local LLM:
`interview-tutor models pull`.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from tutor.answering import prompts
from tutor.answering.models import EXTRACTIVE, ChosenModel
from tutor.assemble import Tutor, open_tutor
from tutor.evaluation.cases import read_cases
from tutor.settings import load_settings

Times = tuple[float, float]


def bare(model: BaseChatModel, turns: list[list[BaseMessage]]) -> Times:
    """Return the seconds to the first word, and from there to the end, of the server alone."""
    prompts.read_prompt_head(model)
    return timed(bool(piece.content) for messages in turns for piece in model.stream(messages))


def tutored(tutor: Tutor, model: BaseChatModel, question: str) -> tuple[float, Times]:
    """Return the seconds to the sources, then those from the sources to the first word, and from there to the end."""
    prompts.read_prompt_head(model)
    started = time.perf_counter()
    answers = tutor.stream(question)
    next(answers)
    sources_s = time.perf_counter() - started
    return sources_s, timed(bool(answer.draft.strip() or answer.text) for answer in answers)


def timed(steps: Iterator[bool]) -> Times:
    """Return the seconds to the first step that is true, and from there to the last."""
    started = time.perf_counter()
    first = 0.0
    for has_text in steps:
        if has_text and not first:
            first = time.perf_counter()
    return first - started, time.perf_counter() - first


def recorded(
    compose: Callable[..., list[BaseMessage]], asked: list[list[BaseMessage]]
) -> Callable[..., list[BaseMessage]]:
    """Return `compose` so that it adds each prompt to `asked`."""

    def composed(*args: object, **kwargs: object) -> list[BaseMessage]:
        asked.append(compose(*args, **kwargs))
        return asked[-1]

    return composed


def main(count: int) -> None:
    """Print the medians as a Markdown table."""
    tutor = open_tutor(load_settings(llm="local"))
    assert tutor.model_status().name != EXTRACTIVE
    tutor.warm_up()
    model = tutor.models.load(ChosenModel(tutor.model_status().name))
    asked: list[list[BaseMessage]] = []
    for name in ("answer_messages", "further_messages"):
        setattr(prompts, name, recorded(getattr(prompts, name), asked))
    sources, ours, theirs = [], [], []
    for case in [case for case in read_cases(split="development") if case.relevant and not case.history][:count]:
        if not tutor.search(case.query).covered:
            continue
        asked.clear()
        sources_s, times = tutored(tutor, model, case.query)
        sources.append(sources_s)
        ours.append(times)
        theirs.append(bare(model, [turn for turn in asked if "<source>" in turn[-1].text]))
    print(f"{len(ours)} questions; sources after {1000 * statistics.median(sources):.0f} ms (median)\n")
    print("| median seconds | tutor | bare server | ratio |\n| --- | --- | --- | --- |")
    for name, part in (("to the first word", 0), ("from there to the end", 1)):
        one, other = (statistics.median(times[part] for times in of) for of in (ours, theirs))
        print(f"| {name} | {one:.2f} | {other:.2f} | {one / other:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
