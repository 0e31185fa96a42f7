"""What the commands print: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console

    from cargraph.documents import Skipped
    from cargraph.graph.ask import Shipped
    from cargraph.graph.rows import Rows
    from cargraph.sheet import Line, Sheet

_WIDTH = 120
_SHOWN = 20
_PAUSE = 0.1


def out() -> Console:
    """Return the console of the data: as wide as the terminal, or wide enough for a file."""
    from rich.console import Console  # noqa: PLC0415 - slow to import

    return Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)


def say(text: str) -> None:
    """Tell a person something that is no data."""
    sys.stderr.write(f"{text}\n")


def serving(address: str) -> None:
    """Tell where the graph is served, and how to stop."""
    say(f"{address} (queries: {address}query, SPARQL: {address}sparql); Ctrl-C stops")


def write(text: str) -> None:
    """Write data as it is."""
    sys.stdout.write(text)


def write_bytes(data: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def skipped(items: Sequence[Skipped], more: str = "") -> None:
    """Tell what was left out and why, a line each; where there are many, the first of them and where the others are."""
    for item in items[:_SHOWN]:
        say(f"skipped: {item.reason}")
    if len(items) > _SHOWN:
        say(f"skipped: {len(items) - _SHOWN} more{more}")


@contextmanager
def progress(words: str) -> Iterator[Callable[[object], None]]:
    """Give a function to call at each step; on a terminal it moves a bar on standard error."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(words, total=None)
        drawn = 0.0

        def step(_: object) -> None:
            nonlocal drawn
            bar.advance(task)
            if time.monotonic() - drawn > _PAUSE:
                drawn = time.monotonic()
                bar.refresh()

        yield step


def rows(found: Rows) -> None:
    """Print a query's answer as a table; in a file it is plain text, a line a row."""
    if not sys.stdout.isatty():
        write(found.to_table())
        return
    lines = [line.astuple() for line in found]
    out().print(_table(found.variables, [["" if value is None else str(value) for value in line] for line in lines]))


def counts(found: Mapping[str, int]) -> None:
    """Print how much there is of everything."""
    out().print(_table(("what", "how many"), [(name, f"{count:,}") for name, count in found.items()], right=(1,)))


def queries(found: Iterable[Shipped]) -> None:
    """Print the shipped queries."""
    lines = [(one.name, ", ".join(one.parameters), one.answers) for one in found]
    out().print(_table(("name", "parameters", "what it answers"), lines))


def sheet(found: Sheet) -> None:
    """Print one construct on one screen."""
    console = out()
    console.print(found.name, style="bold", markup=False, soft_wrap=True)
    if found.names:
        console.print("also: " + ", ".join(found.names), markup=False, soft_wrap=True)
    for identifier, title in found.documents:
        console.print(f"in: {identifier}  {title}", markup=False, soft_wrap=True)
    _part(console, "Built of", ("part", "what", "says"), found.materials)
    _part(console, "Given to", ("", "what", "says"), found.settings)
    _part(console, "Results", ("outcome", "grade", "result", "when", "arm", "says"), found.results)
    _part(console, "Compared", ("outcome", "a", "is", "b", "test", "says"), found.comparisons)
    if found.evidence:
        console.print("\nEvidence", style="bold")
    for number, one in enumerate(found.evidence, 1):
        console.print(f"[{number}] {one.document} {one.start}-{one.end}: {one.quote}", markup=False, soft_wrap=True)


def _part(console: Console, title: str, heads: Sequence[str], lines: Sequence[Line]) -> None:
    console.print(f"\n{title}", style="bold")
    if not lines:
        console.print("nothing reported")
        return
    console.print(_table(heads, [(*_doubted(line), _cited(line.evidence)) for line in lines]))


def _doubted(line: Line) -> tuple[str, ...]:
    return line.cells if not line.doubt else (f"{line.cells[0]} ({line.doubt})", *line.cells[1:])


def _cited(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:3]))
    return f"[{shown}{' ...' if len(numbers) > 3 else ''}]" if numbers else ""


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]], right: Sequence[int] = ()) -> object:
    from rich import box  # noqa: PLC0415 - slow to import
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, head in enumerate(heads):
        table.add_column(head, justify="right" if index in right else "left", overflow="fold")
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    return table
