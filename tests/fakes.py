"""Stand-ins that speak the real interface and are reached through the real path."""

import json
import re
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tutor.answering.probing import PROBES


def faithful(prompt: str) -> str:
    """Reply as a model does that keeps to its sources: with them, or by saying that they do not say it."""
    if "which year" in prompt:
        return "The source does not say when it appeared or who wrote it."
    return " ".join(re.findall(r"<source>(.*?)</source>", prompt))


def able(reply: str) -> Callable[[str], str]:
    """Return how a model replies that is faithful to the tutor's own questions, and says `reply` to all others."""
    asked = [item.question for item in PROBES]
    return lambda prompt: faithful(prompt) if any(question in prompt for question in asked) else reply


class FakeOpenAI(ThreadingHTTPServer):
    """An OpenAI-compatible server on 127.0.0.1 that streams `reply` word by word, or answers with `status`.

    `reply` may be made of the last message's text. `context_tokens` is told as llama.cpp's server tells it, where not
    0, and a longer prompt is refused, at four characters a token. `keys` are the only ones that it accepts, if there
    are any; `pause_s` is the time between two words. A refusal tells the key that it was given, as some servers do,
    and so does a reply with `{authorization}` in it. `asked` has the key, the model and the prompt of each request.
    """

    daemon_threads = True

    def __init__(
        self,
        reply: str | Callable[[str], str],
        status: int = 200,
        context_tokens: int = 0,
        keys: Collection[str] = (),
        pause_s: float = 0.0,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.status = status
        self.context_tokens = context_tokens
        self.keys = keys
        self.pause_s = pause_s
        self.prompts: list[str] = []
        self.asked: list[tuple[str, str, str]] = []

    def handle_error(self, *args: object) -> None:
        """Say nothing where a client hangs up in the middle of a reply, as one does that is stopped."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*args)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: FakeOpenAI

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = "\n".join(str(message["content"]) for message in body["messages"])
        self.server.prompts.append(prompt)
        authorization = str(self.headers["Authorization"])
        key = authorization.removeprefix("Bearer ")
        self.server.asked.append((key, body["model"], prompt))
        too_long = 0 < self.server.context_tokens < len(prompt) / 4 + (body.get("max_completion_tokens") or 0)
        refused = self.server.keys and key not in self.server.keys
        status = 401 if refused else 400 if too_long else self.server.status
        self.send_response(status)
        if status != 200:
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            message = f"Incorrect API key provided: {authorization}, {key}"
            self.wfile.write(json.dumps({"error": {"message": message}}).encode())
            return
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        reply = self.server.reply
        text = reply(body["messages"][-1]["content"]) if callable(reply) else reply
        for word in text.replace("{authorization}", authorization).split(" "):
            time.sleep(self.server.pause_s)
            delta = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": f"{word} "}}]}
            self.wfile.write(
                f"data: {json.dumps({'id': 'x', 'object': 'chat.completion.chunk', **delta})}\n\n".encode()
            )
        self.wfile.write(b"data: [DONE]\n\n")

    def do_GET(self) -> None:
        told = self.path == "/props" and self.server.context_tokens > 0
        self.send_response(200 if told else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        settings = {"default_generation_settings": {"n_ctx": self.server.context_tokens}}
        self.wfile.write(json.dumps(settings if told else {"error": {"message": "not found"}}).encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def fake_openai(
    reply: str | Callable[[str], str],
    status: int = 200,
    context_tokens: int = 0,
    keys: Collection[str] = (),
    pause_s: float = 0.0,
) -> Iterator[FakeOpenAI]:
    """Run the server for the length of a block."""
    server = FakeOpenAI(reply, status, context_tokens, keys, pause_s)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
