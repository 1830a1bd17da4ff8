"""HEAD has the headers of GET and no body; a body would be taken for the next answer on the same connection."""

import http.client
import threading

import pytest
from waitress.server import create_server
from waitress.wasyncore import close_all

from ladder.config.wsgi import without_body_for_head


def speak(environ, start_response):
    """Answers with a length, or without one, as streamed pages do."""
    headers = [("Content-Type", "text/plain")]
    if environ["PATH_INFO"] == "/whole":
        headers.append(("Content-Length", "11"))
    if environ["PATH_INFO"] == "/nothing":
        start_response("304 Not Modified", headers)
        return []
    start_response("200 OK", headers)
    return iter([b"hello ", b"world"])


@pytest.fixture(name="connection")
def fixture_connection():
    server = create_server(without_body_for_head(speak), host="127.0.0.1", port=0, threads=1)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
    yield connection
    connection.close()
    # In its own thread: a socket closed from here could be one it is waiting at, and that would end it with an error.
    server.trigger.pull_trigger(lambda: close_all(server._map))
    thread.join(10)
    server.task_dispatcher.shutdown()
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("path", "status", "length"), [("/whole", 200, "11"), ("/streamed", 200, "11"), ("/nothing", 304, None)]
)
def test_the_answer_after_a_head_is_the_next_answer(connection, path, status, length):
    connection.request("HEAD", path)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Length"], answer.read()) == (status, length, b"")
    connection.request("GET", "/whole")
    assert connection.getresponse().read() == b"hello world"
