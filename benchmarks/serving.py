"""Ask a served graph over HTTP and print what that costs beside asking it in the same process.

    python benchmarks/serving.py DIR

DIR is a folder that build has made. Printed are the time of a small query in process and over HTTP, one at a time and
from eight clients at once, the start of a worker, and the same while a query without end runs. Nothing is asserted.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import cargraph

SMALL = "SELECT ?name { ?it a cg:Construct ; rdfs:label ?name } ORDER BY ?name LIMIT 5"
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?l) }"
ROUNDS = 200
CLIENTS = 8


def main(folder: str) -> None:
    graph = cargraph.open(folder)
    graph.query(SMALL)
    alone = timed(lambda: [graph.query(SMALL) for _ in range(ROUNDS)]) / ROUNDS
    command = [sys.executable, "-m", "cargraph", "serve", folder, "--port", "0", "--timeout", "10"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            measure(urlsplit((server.stderr.readline() if server.stderr else "").split()[0]).netloc, alone)
        finally:
            server.terminate()


def measure(place: str, alone: float) -> None:
    asked(place, SMALL, 1)
    tell("in process", alone, alone)
    tell("over HTTP", timed(lambda: asked(place, SMALL, ROUNDS)) / ROUNDS, alone)
    with ThreadPoolExecutor(CLIENTS + 1) as threads:
        many(place, threads)
        tell("over HTTP, eight clients", many(place, threads), alone)
        endless = threads.submit(asked, place, FOREVER, 1)
        time.sleep(0.5)
        tell("the same beside a query without end", many(place, threads), alone)
        print(f"the query without end was answered {endless.result()}")


def many(place: str, threads: ThreadPoolExecutor) -> float:
    """Return the time for an answer, in all, when eight clients ask at once."""
    return timed(lambda: list(threads.map(lambda _: asked(place, SMALL, ROUNDS), range(CLIENTS)))) / (ROUNDS * CLIENTS)


def asked(place: str, query: str, rounds: int) -> int:
    connection = HTTPConnection(place, timeout=60)
    for _ in range(rounds):
        connection.request("GET", f"/sparql?query={quote(query)}")
        answer = connection.getresponse()
        answer.read()
    connection.close()
    return answer.status


def timed(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def tell(what: str, seconds: float, alone: float) -> None:
    print(f"{what:40}{1000 * seconds:8.2f} ms{seconds / alone:8.1f} times as long", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
