"""The chat page with the real tutor."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.history.test_store import an_answer
from tests.ui.conftest import APP_FILE, put_into_environment
from tutor.records import Style
from tutor.settings import Settings
from tutor.ui import asking, state
from tutor.ui.resources import Services, services

QUESTION = "What is retrieval-augmented generation?"
Answered = Callable[[], AppTest]


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def ask(app: AppTest, answered: Answered, question: str) -> AppTest:
    app.chat_input[0].set_value(question).run()
    return answered()


def text_of(app: AppTest) -> str:
    return "\n".join([element.value for element in app.markdown] + [element.value for element in app.caption])


def test_the_start_offers_questions_by_topic(app: AppTest) -> None:
    assert not app.exception
    assert app.title[0].value == "Prepare for your AI interview"
    assert len(app.button_group[0].options) >= 4
    assert sum(label.endswith("?") for label in labels(app)) >= 3


def test_only_a_new_session_waits_for_its_browser_to_draw_the_box(
    shared: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(asking, "sleep", pauses.append)
    app = AppTest.from_file(str(APP_FILE), default_timeout=30).run()
    assert len(pauses) == 1
    app.run()
    assert len(pauses) == 1


def test_an_example_can_be_asked(app: AppTest, answered: Answered) -> None:
    example = next(button for button in app.button if button.label.endswith("?"))
    example.click().run()
    assert example.label.replace("\\", "") in [element.value for element in answered().text]


def test_an_answer_has_markers_and_its_sources_beside_it(app: AppTest, answered: Answered) -> None:
    ask(app, answered, QUESTION)
    assert not app.exception
    assert "c" in app.query_params
    assert re.search(r"\[\\\[1\\\]\]\(#cite-[0-9a-f-]+-1\)", text_of(app))
    assert "Sources" in text_of(app)
    assert "Ask next" in text_of(app)


def test_a_source_opens_with_its_quote_marked(app: AppTest, answered: Answered) -> None:
    ask(app, answered, QUESTION)
    next(button for button in app.button if button.key.startswith("citation-")).click().run()
    assert not app.exception
    assert ":yellow-background[" in text_of(app)
    assert "line" in text_of(app)


def test_a_follow_up_shows_how_it_was_understood(app: AppTest, answered: Answered) -> None:
    ask(app, answered, QUESTION)
    ask(app, answered, "and how does it compare with fine-tuning?")
    understood = next(element.value for element in app.caption if "Understood as" in element.value)
    assert "retrieval" in understood.lower()


def test_what_is_not_covered_is_refused_with_the_nearest_questions(app: AppTest, answered: Answered) -> None:
    ask(app, answered, "How do I bake a chocolate cake?")
    assert "Nearest questions I can answer" in text_of(app)
    suggestion = next(button for button in app.button if button.key.startswith("suggestion-"))
    suggestion.click().run()
    answered()
    assert len([element for element in app.text if element.value.endswith("?")]) == 2


def test_the_address_brings_the_conversation_back(app: AppTest, answered: Answered, owner: str) -> None:
    ask(app, answered, QUESTION)
    again = AppTest.from_file(str(APP_FILE), default_timeout=30)
    again.session_state[state.OWNER] = owner
    again.query_params["c"] = app.query_params["c"]
    assert QUESTION in [element.value for element in again.run().text]


def test_nobody_else_sees_the_conversation(app: AppTest, answered: Answered) -> None:
    ask(app, answered, QUESTION)
    stranger = AppTest.from_file(str(APP_FILE), default_timeout=30)
    stranger.query_params["c"] = app.query_params["c"]
    stranger.run()
    assert "no conversation of yours" in stranger.warning[0].value
    assert QUESTION not in [element.value for element in stranger.text]
    assert not [button for button in stranger.button if (button.key or "").startswith("conversation-")]


@pytest.mark.parametrize(("question", "words"), [("\x00\x1b \u200b", "empty"), ("x" * 100_000, "100,000 characters")])
def test_an_unusable_question_gets_one_sentence(app: AppTest, question: str, words: str) -> None:
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    assert words in app.warning[0].value
    assert "c" not in app.query_params


def test_hostile_text_in_a_question_stays_text(app: AppTest, answered: Answered) -> None:
    ask(app, answered, "What is RAG? ![x](https://evil.example/a.png) <img src=x> :red[y]")
    assert not app.exception
    assert "](http" not in text_of(app) + "".join(labels(app))


def test_asking_again_and_editing_replace_the_turn(app: AppTest, answered: Answered, shared: Services) -> None:
    ask(app, answered, QUESTION)
    conversation_id = app.query_params["c"]
    (first,) = shared.store.turns(conversation_id)
    app.button(key=f"again-{first.id}").click().run()
    answered()
    (second,) = shared.store.turns(conversation_id)
    assert (second.id != first.id, second.question) == (True, QUESTION)
    app.text_area(key=f"edit-{second.id}").set_value("What is dropout?")
    app.button(key=f"edit-{second.id}-ask").click().run()
    answered()
    assert [turn.question for turn in shared.store.turns(conversation_id)] == ["What is dropout?"]


def test_feedback_is_stored(app: AppTest, answered: Answered, shared: Services) -> None:
    ask(app, answered, QUESTION)
    (turn,) = shared.store.turns(app.query_params["c"])
    app.feedback(key=f"verdict-{turn.id}").set_value(0).run()
    app.selectbox(key=f"verdict-{turn.id}-sentence").set_value(0)
    app.text_input(key=f"verdict-{turn.id}-reason").set_value("too vague")
    app.button(key=f"verdict-{turn.id}-send").click().run()
    assert not app.exception
    assert [(one.verdict, one.sentence, one.reason) for one in shared.store.feedback(turn.id)] == [
        ("wrong", None, ""),
        ("wrong", 0, "too vague"),
    ]


def test_conversations_are_renamed_found_deleted_and_restored(app: AppTest, answered: Answered) -> None:
    ask(app, answered, QUESTION)
    conversation_id = app.query_params["c"]
    app.text_input(key=f"title-{conversation_id}").set_value("My first talk").run()
    assert "My first talk" in labels(app)
    app.text_input(key=state.SEARCH).set_value("nowhere").run()
    assert "My first talk" not in labels(app)
    app.text_input(key=state.SEARCH).set_value("FIRST").run()
    assert "My first talk" in labels(app)
    app.button(key=f"delete-{conversation_id}").click().run()
    assert ("c" in app.query_params, "My first talk" in labels(app)) == (False, False)
    app.button(key="undo-delete").click().run()
    assert "My first talk" in labels(app)
    assert app.query_params["c"] == conversation_id


def test_a_stopped_answer_without_text_has_nothing_to_copy_or_to_judge(
    app: AppTest, shared: Services, owner: str
) -> None:
    conversation = shared.store.create(owner=owner)
    for text in ("", "A beginning. [1]"):
        turn = shared.store.add_turn(conversation.id, "What is RAG?")
        shared.store.update_turn(turn.id, "stopped", answer=an_answer(text))
    app.query_params["c"] = conversation.id
    app.run()
    assert not app.exception
    assert [popover.proto.popover.label for popover in app.get("popover")] == [
        "Menu",
        "Explain",
        "Edit",
        "Copy",
        "Explain",
        "Edit",
    ]
    assert len(app.feedback) == 1
    stopped = [element.value.split("Stopped. ")[1] for element in app.caption if "Stopped" in element.value]
    assert stopped == ["Nothing was written yet.", "What was written until then is kept."]


@pytest.fixture
def other_settings(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, shared: Services
) -> Iterator[Callable[..., AppTest]]:
    """Open the app with other settings."""

    def open_app(**changes: Path) -> AppTest:
        put_into_environment(settings.model_copy(update=changes), monkeypatch)
        services.clear()
        return AppTest.from_file(str(APP_FILE), default_timeout=30).run()

    yield open_app
    services.clear()


def test_a_missing_index_is_named_with_the_command(other_settings: Callable[..., AppTest], tmp_path: Path) -> None:
    app = other_settings(index=tmp_path / "nowhere")
    services().loaded.wait(30)
    app.run()
    assert not app.exception
    assert "interview-tutor build" in app.error[0].value


def test_a_damaged_database_is_named(other_settings: Callable[..., AppTest], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database" * 1000)
    app = other_settings(database_file=damaged)
    assert not app.exception
    assert "cannot be used" in app.error[0].value
    assert damaged.read_bytes() == b"no database" * 1000


def test_depth_and_simply_hold_for_the_session_and_again_keeps_the_turn_s_own(
    app: AppTest, answered: Answered, shared: Services
) -> None:
    depth = app.segmented_control(key=state.DEPTH)
    assert list(depth.options) == ["Short", "Interview", "Deep"]
    assert depth.value == "interview"
    depth.set_value("short")
    app.toggle(key=state.SIMPLY).set_value(True).run()
    ask(app, answered, QUESTION)
    assert not app.exception
    (turn,) = shared.store.turns(app.query_params["c"])
    assert turn.style == Style("short", simply=True)
    assert "Short, simply" in text_of(app)

    app.segmented_control(key=state.DEPTH).set_value("deep").run()
    next(button for button in app.button if (button.key or "").startswith("again-")).click().run()
    answered()
    (turn,) = shared.store.turns(app.query_params["c"])
    assert turn.style == Style("short", simply=True)
    ask(app, answered, "What is dropout?")
    assert shared.store.turns(app.query_params["c"])[1].style == Style("deep", simply=True)


def test_an_answer_can_be_had_in_another_depth(app: AppTest, answered: Answered, shared: Services) -> None:
    ask(app, answered, QUESTION)
    explain = [button for button in app.button if (button.key or "").startswith("explain-")]
    assert [button.label for button in explain] == [
        "Short: the direct answer",
        "Deep: all that the source says",
        "Simply: plain words, no formulas",
    ]
    explain[1].click().run()
    answered()
    (turn,) = shared.store.turns(app.query_params["c"])
    assert (turn.question, turn.style) == (QUESTION, Style("deep"))
    assert turn.answer is not None
    assert turn.answer.depth == "deep"


def test_the_source_of_a_trap_opens_with_what_is_wrong_and_what_is_right(
    app: AppTest, answered: Answered, shared: Services
) -> None:
    ask(app, answered, QUESTION)
    (turn,) = shared.store.turns(app.query_params["c"])
    assert turn.answer is not None
    trap = next(citation for citation in turn.answer.citations if citation.text.startswith("wrong: "))
    app.button(key=f"citation-{turn.id}-{trap.number}").click().run()
    assert not app.exception
    assert "among what candidates get wrong" in text_of(app)
    assert "corpus has changed" not in "".join(element.value for element in app.info)
    assert "wrong: " in text_of(app)
