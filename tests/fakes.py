"""Stand-ins that speak the real interface and are reached through the real path."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FakeOpenAI(ThreadingHTTPServer):
    """An OpenAI-compatible server on 127.0.0.1 that streams `reply` word by word, or answers with `status`.

    A refusal tells the key that it was given, as some servers do, and so does a reply with `{authorization}` in it.
    """

    daemon_threads = True

    def __init__(self, reply: str, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.status = status
        self.prompts: list[str] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: FakeOpenAI

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.prompts.append("\n".join(str(message["content"]) for message in body["messages"]))
        self.send_response(self.server.status)
        authorization = str(self.headers["Authorization"])
        if self.server.status != 200:
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            message = f"Incorrect API key provided: {authorization}, {authorization.removeprefix('Bearer ')}"
            self.wfile.write(json.dumps({"error": {"message": message}}).encode())
            return
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for word in self.server.reply.replace("{authorization}", authorization).split(" "):
            delta = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": f"{word} "}}]}
            self.wfile.write(
                f"data: {json.dumps({'id': 'x', 'object': 'chat.completion.chunk', **delta})}\n\n".encode()
            )
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def fake_openai(reply: str, status: int = 200) -> Iterator[FakeOpenAI]:
    """Run the server for the length of a block."""
    server = FakeOpenAI(reply, status)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
