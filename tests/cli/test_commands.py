"""The contract of the command line, run as a person runs it."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from fakes import fake_openai

from tutor.settings import Settings

HIT_KEYS = {"rank", "score", "chunk_id", "question", "text", "level", "topic", "source", "also_in"}


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ, **variables)
    return subprocess.run(
        [sys.executable, "-m", "tutor", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )


def result_of(*arguments: str) -> Any:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def index(built_settings: Settings) -> str:
    return str(built_settings.index)


def test_search_prints_one_json_object_of_the_contract(index: str) -> None:
    found = result_of("search", "penalising large weights", "-k", "3", "--index", index, "--json")
    assert " ".join(found) == "query standalone covered confidence hits latency_s"
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    assert all(set(hit) >= HIT_KEYS for hit in found["hits"])
    assert found["hits"][0]["question"] == "How do L1 and L2 regularisation differ in what they do to the weights?"
    assert set(found["hits"][0]["source"]) == {"document", "section", "line"}


def test_a_file_of_queries_is_answered_in_order_one_line_each(index: str, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("what is dropout\n\n???\nwhat is RAG\n", encoding="utf-8")
    done = run("search", "--queries", str(queries), "--index", index, "--json")
    assert done.returncode == 0, done.stderr
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert first["hits"][0]["pair_id"] == "foundations/dropout"
    assert "is empty" in second["error"]
    assert third["hits"][0]["pair_id"] == "embeddings-and-rag/rag"


def test_ask_takes_a_depth_and_simply_and_says_them_in_json(index: str, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "What is dropout?"}\n', encoding="utf-8")
    options = ("--llm", "none", "--index", index, "--json")
    short = result_of("ask", "What is dropout?", "--depth", "short", *options)
    deep = result_of("ask", "--questions", str(questions), "--depth", "deep", "--simply", *options)
    assert (short["depth"], short["simply"], deep["depth"], deep["simply"]) == ("short", False, "deep", True)
    assert len(short["sentences"]) <= 3 < len(deep["sentences"])
    assert "$" in result_of("ask", "What is dropout?", *options)["text"]
    assert "$" not in "".join(sentence["text"] for sentence in deep["sentences"] if sentence["citations"])


def test_ask_without_an_llm_prints_a_checked_answer(index: str, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text(json.dumps([{"role": "user", "content": "What is RAG?"}]), encoding="utf-8")
    command = ("ask", "and how does it compare with fine-tuning?", "--history", str(history), "--llm", "none")
    answer = result_of(*command, "--index", index, "--json")
    assert answer["standalone"] == "How does RAG compare with fine-tuning?"
    assert answer["status"] == "answered"
    assert {"question", "text", "sentences", "citations", "retrieved", "suggestions", "model", "timings"} <= set(answer)
    assert {"retrieval_s", "first_token_s", "total_s"} <= set(answer["timings"])
    for citation in answer["citations"]:
        assert f"[{citation['number']}]" in answer["text"]
        assert citation["quote"] in citation["text"]


def test_a_file_of_questions_is_answered_in_order(index: str, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    lines = [
        {"question": "What is dropout?"},
        {"question": "when does it hurt?", "history": [{"role": "user", "content": "What is LoRA?"}]},
        {"question": "best pizza in Naples"},
    ]
    questions.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run("ask", "--questions", str(questions), "--llm", "none", "--index", index, "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [line["question"] for line in lines]
    assert answers[1]["standalone"] == "When does LoRA hurt?"
    assert answers[2]["status"] == "not_covered"


def test_ask_for_a_person_ends_with_the_sources(index: str) -> None:
    done = run("ask", "What is dropout?", "--llm", "none", "--index", index)
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout
    assert "(foundations/dropout.md, line 3)" in done.stdout


def test_build_import_and_search_work_together(tmp_path: Path) -> None:
    document = tmp_path / "notes.md"
    document.write_text(
        "# Notes\n\n## 1. What is a zebra crossing?\n\nA zebra crossing is a striped path for people on foot.\n\n"
        "## 2. What is a roundabout?\n\nA roundabout is a junction on which traffic goes round an island.\n",
        encoding="utf-8",
    )
    report = result_of("import", str(document), "--into", str(tmp_path / "mine"), "--json")
    assert report["written"] == 2
    assert [found["pairs"] for found in report["documents"]] == [2]
    built = result_of("build", "--corpus", str(tmp_path / "mine"), "--index", str(tmp_path / "index"), "--json")
    assert (built["documents"], built["questions"]) == (1, 2)
    assert built["embedded"] + built["reused"] == built["chunks"]
    hit = result_of("search", "junction round an island", "--index", str(tmp_path / "index"), "--json")["hits"][0]
    assert hit["question"] == "What is a roundabout?"
    assert hit["source"] == {"document": "notes.md", "section": hit["source"]["section"], "line": 7}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("search", ""), 2, "The question is empty"),
        (("search", "a" * 100_000), 2, "The question has 100,000 characters"),
        (("search", "RAG", "--index", "/nonexistent"), 1, "Build it first: interview-tutor build"),
        (("ask", "RAG", "--depth", "endless"), 2, "'endless' is not one of 'short', 'interview', 'deep'"),
        (("ask", "RAG", "--llm", "nobody:model"), 2, "There is no LLM 'nobody:model'"),
        (("ask", "RAG", "--history", "/nonexistent.json"), 2, "cannot be read"),
        (("models", "pull", "gpt-9"), 2, "There is no local LLM 'gpt-9'"),
        (("build", "--corpus", "/nonexistent"), 1, "There is no corpus folder '/nonexistent'"),
        (("import", "/nonexistent.md", "--into", "/tmp/nowhere"), 1, "/nonexistent.md"),
        (("search",), 2, "QUERY or --queries FILE"),
        (("frobnicate",), 2, "No such command"),
        (("search", "RAG", "-k", "0"), 2, "-k"),
    ],
)
def test_bad_input_gets_a_sentence_and_an_exit_code(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_setting_that_does_not_fit_names_itself() -> None:
    done = run("doctor", TUTOR_TOP_K="many")
    assert done.returncode == 2
    assert "'top_k' is 'many'" in done.stderr


def test_models_list_and_verify_say_what_is_missing() -> None:
    models = result_of("models", "list", "--json")["models"]
    local = next(model for model in models if model["name"] == "local:qwen2.5-coder-1.5b")
    assert local["state"] == "missing"
    assert "interview-tutor models pull qwen2.5-coder-1.5b" in local["detail"]
    assert {found["state"] for found in result_of("models", "verify", "--json")["models"]} == {"missing"}


def test_doctor_names_the_command_that_mends_a_missing_index(tmp_path: Path) -> None:
    done = run("doctor", "--json", "--index", str(tmp_path / "none"))
    assert done.returncode == 1
    findings = {finding["name"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert findings["index"] == {
        "name": "index",
        "ok": False,
        "detail": f"none in {str(tmp_path / 'none')!r}",
        "mend": "interview-tutor build",
    }
    assert findings["embedder"]["ok"]


def test_corpus_stats_counts_the_curated_corpus() -> None:
    stats = result_of("corpus", "stats", "--json")
    assert set(stats) == {"questions", "by_topic", "by_level", "also_asked", "key_points", "words"}
    assert stats["questions"] == sum(stats["by_topic"].values()) == sum(stats["by_level"].values()) >= 400


def test_version_and_help() -> None:
    assert run("--version").stdout == "interview-tutor 0.1.0\n"
    assert "Usage: interview-tutor" in run("--help").stdout.replace("python -m tutor", "interview-tutor")


def test_serve_prints_its_address_and_answers_there(index: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tutor", "serve", "--port", str(port), "--llm", "none", "--index", index]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"Interview tutor: http://127.0.0.1:{port}\n"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=10) as response:
                assert response.status == 200
            second = run("serve", "--port", str(port), "--llm", "none", "--index", index)
            assert second.returncode == 1
            assert f"Port {port} is taken" in second.stderr
            assert "interview-tutor serve --port" in second.stderr
        finally:
            process.terminate()
    with pytest.raises(urllib.error.URLError):  # the app went with its command
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=10)


def test_probing_an_llm_says_what_it_can_do_and_doctor_repeats_it(index: str, tmp_path: Path) -> None:
    with fake_openai("LoRA trains small matrices.", context_tokens=3000) as server:
        variables = {
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": "sk-test-0000",
            "TUTOR_DATABASE_FILE": str(tmp_path / "conversations.sqlite"),
            "TUTOR_INDEX": index,
            "TUTOR_LLM": "openai:probed",
        }
        done = run("models", "probe", "--json", **variables)
        assert json.loads(done.stdout) == {
            "name": "openai:probed",
            "follows_format": True,
            "keeps_to_sources": False,
            "context_tokens": 3000,
            "mode": "strict",
        }
        assert "reads 3,000 tokens: strict mode" in run("doctor", **variables).stdout


def test_asking_an_llm_that_is_not_probed_says_how_to_probe_it(index: str, tmp_path: Path) -> None:
    with fake_openai("LoRA trains small matrices.") as server:
        variables = {
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": "sk-test-0000",
            "TUTOR_DATABASE_FILE": str(tmp_path / "conversations.sqlite"),
            "TUTOR_INDEX": index,
        }
        command = "interview-tutor models probe openai:new"
        assert command in run("ask", "What is LoRA?", "--llm", "openai:new", **variables).stderr
        run("models", "probe", "openai:new", **variables)
        assert command not in run("ask", "What is LoRA?", "--llm", "openai:new", **variables).stderr


def test_probing_without_an_llm_is_a_usage_error() -> None:
    done = run("models", "probe", "none")
    assert done.returncode == 2
    assert "There is no LLM to probe" in done.stderr
