"""The index over the papers' files: an Oxigraph store that can always be made again from them.

Each state of the index is a folder of its own, a generation, which is never written again once the manifest names it.
A reader thus keeps what it opened, and a writer killed at any moment leaves the old generation standing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.errors import GraphError
from cargraph.graph import concepts, shared
from cargraph.graph.disk import sync_folder, write_whole
from cargraph.graph.iris import AUDIT, audit_iri
from cargraph.graph.loading import load
from cargraph.resources import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import NamedNode, Quad, Store

_VERSION = 3
_KEPT = 2
_CHURN = 3
_FEW = 300
_LOGS = ("LOG", "LOCK", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One paper's file as the index knows it: its place in time, its content, and the graph (IRI) it fills."""

    size: int
    time: int
    inode: int
    content: str
    graph: str

    def same_file(self, other: Stamp) -> bool:
        """Tell whether the file was not touched since."""
        return (self.size, self.time, self.inode) == (other.size, other.time, other.inode)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index holds: the generation that is in force, its files' sizes, and a stamp a paper."""

    generation: int
    files: dict[str, int]
    papers: dict[str, Stamp]


class Index:
    """The index of one store: `papers` holds the truth, `folder` the generations and their manifest."""

    def __init__(self, papers: Path, folder: Path) -> None:
        self._papers = papers
        self._folder = folder
        self._manifest = folder / "manifest.json"

    def fresh(self) -> bool:
        """Tell whether the index holds exactly what the papers' files say."""
        manifest = self._read()
        return manifest is not None and not any(_changes(manifest.papers, self._scan(manifest.papers)))

    def mark(self) -> tuple[int, int] | None:
        """Return what changes whenever a generation is put in force, or nothing where none is."""
        try:
            status = self._manifest.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def open(self) -> Store:
        """Open the generation in force for reading. Raises GraphError where it is missing or damaged."""
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        manifest = self._read()
        if manifest is None:
            raise GraphError(f"{self._folder}: the index is missing or damaged; open the store for writing once")
        try:
            return ox.Store.read_only(str(self._generation(manifest.generation)))
        except (OSError, RuntimeError) as error:
            raise GraphError(f"{self._folder}: the index cannot be opened ({error}); delete this folder") from error

    def in_memory(self) -> Store:
        """Return the same graph, made in memory from the papers' files."""
        return memory(path.read_bytes() for path in _files(self._papers))

    def publish(self, *, anew: bool = False) -> None:
        """Bring the index up to date as a new generation, from the papers' files alone where `anew` is asked for.

        Only the holder of the store's lock may do so. Raises GraphError where the disk refuses.
        """
        if anew:
            self._manifest.unlink(missing_ok=True)
        self._folder.mkdir(exist_ok=True)
        manifest = self._read()
        known = {} if manifest is None else manifest.papers
        stamps = self._scan(known)
        added, changed, gone = _changes(known, stamps)
        if manifest is not None and not (added or changed or gone):
            return
        number = 1 + max((int(path.name) for path in self._generations()), default=0)
        graphs = {stamp.graph for stamp in (*known.values(), *stamps.values())}
        fits = _CHURN * len(added + changed + gone) < len(known) and len(graphs) == len({*known, *stamps})
        if manifest is None or not fits or not self._amend(manifest, number, stamps):
            self._build(number)
        self._put_in_force(number, stamps)

    def _build(self, number: int) -> None:
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        shutil.rmtree(self._generation(number), ignore_errors=True)
        try:
            store = ox.Store(str(self._generation(number)))
            load(store, _files(self._papers))
            store.optimize()
            shared.derive(store)
            concepts.derive(store)
            store.flush()
        except (OSError, RuntimeError) as error:
            raise GraphError(
                f"{self._folder}: the index cannot be written ({error}); make room and try again"
            ) from error

    def _amend(self, manifest: Manifest, number: int, stamps: dict[str, Stamp]) -> bool:
        """Make the new generation from the one in force, and tell whether that went well."""
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        added, changed, gone = _changes(manifest.papers, stamps)
        try:
            ox.Store.read_only(str(self._generation(manifest.generation))).backup(str(self._generation(number)))
            store = ox.Store(str(self._generation(number)))
            papers = [manifest.papers[name].graph for name in changed + gone]
            old = [ox.NamedNode(graph) for paper in papers for graph in (paper, audit_iri(paper))]
            new = [self._papers / name for name in added + changed]
            few = len(papers) + len(new) <= _FEW
            before = shared.said(quad for graph in old for quad in _held(store, graph)) if few else set()
            for graph in old:
                store.remove_graph(graph)
            load(store, new)
            if few:
                shared.amend(store, before, shared.said(quad for path in new for quad in _parsed(path)))
            else:
                shared.derive(store)
            concepts.derive(store)
            store.flush()
        except (OSError, RuntimeError):
            return False
        return True

    def _put_in_force(self, number: int, stamps: dict[str, Stamp]) -> None:
        sync_folder(self._generation(number))
        manifest = {
            "version": _version(),
            "generation": number,
            "files": _sizes(self._generation(number)),
            "papers": {
                name: [stamp.size, stamp.time, stamp.inode, stamp.content, stamp.graph]
                for name, stamp in sorted(stamps.items())
            },
        }
        write_whole(self._manifest, json.dumps(manifest).encode())
        for path in sorted(self._generations(), key=lambda path: int(path.name))[:-_KEPT]:
            shutil.rmtree(path, ignore_errors=True)

    def _read(self) -> Manifest | None:
        """Return the manifest, or nothing where it or a file it names is missing, older or damaged."""
        try:
            data = json.loads(self._manifest.read_bytes())
            papers = {name: Stamp(*stamp) for name, stamp in data["papers"].items()}
            manifest = Manifest(int(data["generation"]), dict(data["files"]), papers)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        whole = data.get("version") == _version() and manifest.files == _sizes(self._generation(manifest.generation))
        return manifest if whole else None

    def _generation(self, number: int) -> Path:
        return self._folder / str(number)

    def _generations(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if path.name.isdecimal()]

    def _scan(self, known: dict[str, Stamp]) -> dict[str, Stamp]:
        return {path.name: _stamp(path, known.get(path.name)) for path in _files(self._papers)}


def _version() -> str:
    """Return what the index is made with beside the papers: this code, and the vocabulary of its concepts."""
    content = hashlib.sha256(b"".join(path.read_bytes() for path in files("vocabulary", ".tsv")))
    return f"{_VERSION} {content.hexdigest()}"


def memory(papers: Iterable[bytes]) -> Store:
    """Return a store in memory that holds papers given as N-Quads, and the graph they share."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    store = ox.Store()
    for paper in papers:
        store.load(paper, format=ox.RdfFormat.N_QUADS)
    shared.derive(store)
    concepts.derive(store)
    return store


def _files(papers: Path) -> list[Path]:
    return sorted(papers.glob("*.nq"))


def _sizes(generation: Path) -> dict[str, int]:
    if not generation.is_dir():
        return {}
    return {path.name: path.stat().st_size for path in sorted(generation.iterdir()) if not path.name.startswith(_LOGS)}


def _stamp(path: Path, known: Stamp | None) -> Stamp:
    """Return a file's stamp; its content is read only where the file was touched since the known stamp."""
    status = path.stat()
    stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ino, "", "")
    if known is not None and known.same_file(stamp):
        return known
    data = path.read_bytes()
    graph = data.partition(b"\n")[0].rpartition(b" <")[2].removesuffix(b"> .").decode(errors="replace")
    return Stamp(stamp.size, stamp.time, stamp.inode, hashlib.sha256(data).hexdigest(), graph.removesuffix(AUDIT))


def _changes(old: dict[str, Stamp], new: dict[str, Stamp]) -> tuple[list[str], list[str], list[str]]:
    added = sorted(set(new) - set(old))
    changed = sorted(name for name in set(new) & set(old) if new[name].content != old[name].content)
    return added, changed, sorted(set(old) - set(new))


def _parsed(path: Path) -> Iterator[Quad]:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)


def _held(store: Store, graph: NamedNode) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)
