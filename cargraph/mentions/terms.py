"""The vocabulary's files: TSV that a clinician can open, read strictly and kept in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cargraph.errors import VocabularyError
from cargraph.mentions.spelling import case_matters, identity, spellings
from cargraph.model import Kind, Term
from cargraph.resources import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COLUMNS = ("label", "curie", "role", "broader", "names", "ambiguous")
PREFIXES = frozenset({"CHEBI", "DRUGBANK", "HGNC", "HP", "MONDO", "NCIT", "UniProtKB"})
SHARED = "shared_names.txt"
NOT_NAMES = "not_names.txt"
_FILES = {"product": Kind.CONSTRUCT}


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One spelling of a term. An ambiguous one counts only where the paper defines it or speaks of the long form."""

    text: str
    term: Term = field(compare=False)
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a vocabulary file and where it stands."""

    place: str
    term: Term
    names: tuple[Name, ...]


def vocabulary_files() -> tuple[Path, ...]:
    """Return the shipped vocabulary files, one a kind, sorted by name."""
    return files("vocabulary", ".tsv")


def read(path: Path) -> tuple[Row, ...]:
    """Read one vocabulary file. Raises VocabularyError naming file, line and mend."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise VocabularyError(f"{path.name}, line 1: the header must be {' '.join(COLUMNS)}, separated by tabs")
    kind = _kind(path)
    rows = tuple(_row(f"{path.name}, line {n}", kind, line) for n, line in enumerate(lines[1:], start=2))
    _check(rows)
    return rows


def _kind(path: Path) -> Kind:
    try:
        return _FILES.get(path.stem) or Kind(path.stem)
    except ValueError as unknown:
        raise VocabularyError(f"{path.name}: no kind is called {path.stem}; name the file after one") from unknown


def _row(place: str, kind: Kind, line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise VocabularyError(f"{place}: {len(cells)} columns; write {len(COLUMNS)}, separated by tabs")
    label, curie, role, broader, names, ambiguous = (cell.strip() for cell in cells)
    if not label:
        raise VocabularyError(f"{place}: no label; write the preferred name in the first column")
    if curie and curie.partition(":")[0] not in PREFIXES:
        known = ", ".join(sorted(PREFIXES))
        raise VocabularyError(f'{place}: curie "{curie}" has no known prefix; write one of {known}, then a colon')
    term = Term(kind, label, curie or None, role, broader)
    return Row(place, term, tuple(_names(term, _cell(names), _cell(ambiguous))))


def _cell(cell: str) -> list[str]:
    return [name.strip() for name in cell.split("|") if name.strip()]


def _names(term: Term, names: list[str], ambiguous: list[str]) -> Iterator[Name]:
    plain = names if term.label in ambiguous else [term.label, *names]
    yield from (Name(text, term) for text in plain)
    yield from (Name(text, term, ambiguous=True) for text in ambiguous)


def _check(rows: tuple[Row, ...]) -> None:
    labels: dict[str, Row] = {}
    owners: dict[str, Row] = {}
    for row in rows:
        if labels.setdefault(row.term.label, row) is not row:
            first = labels[row.term.label].place
            raise VocabularyError(f'{row.place}: label "{row.term.label}" stands in {first} too; join the two rows')
        for name in row.names:
            owner = owners.setdefault(identity(name.text), row)
            if owner is not row:
                both = f'"{name.text}" names "{owner.term.label}" ({owner.place}) too'
                raise VocabularyError(f"{row.place}: {both}; keep it in one of them")
    for row in rows:
        if row.term.broader and row.term.broader not in labels:
            raise VocabularyError(f'{row.place}: broader "{row.term.broader}" is no label of this file; add or mend it')


def phrases(name: str) -> tuple[str, ...]:
    """Return the lines of a list that is shipped beside the vocabulary files: NOT_NAMES or SHARED."""
    return tuple(line for path in files("vocabulary", name) for line in _lines(path))


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Problem:
    """What `lint` found in a vocabulary file: where and what."""

    place: str
    message: str


def lint(path: Path) -> tuple[Problem, ...]:
    """Put one file in order (rows sorted, spellings that fold alike dropped) and report what a person must mend.

    The file is rewritten only where the order changes. Raises VocabularyError where it cannot be read.
    """
    rows = read(path)
    tidy = tidied(rows)
    if tidy != path.read_text(encoding="utf-8"):
        path.write_text(tidy, encoding="utf-8")
    return tuple(problem for row in rows for problem in _loops(row, {r.term.label: r.term.broader for r in rows}))


def lint_all(paths: tuple[Path, ...] | None = None) -> tuple[Problem, ...]:
    """Lint all files, the shipped ones unless others are given, and look for spellings with meanings in two kinds.

    Such a spelling passes where it is ambiguous in all kinds but one, or stands in `shared_names.txt`.
    """
    paths = paths or vocabulary_files()
    problems = [problem for path in paths for problem in lint(path)]
    shared = {identity(line) for line in phrases(SHARED)}
    owners: dict[str, Row] = {}
    for row in (row for path in paths for row in read(path)):
        for name in row.names:
            if not name.ambiguous and identity(name.text) not in shared:
                owner = owners.setdefault(identity(name.text), row)
                problems += _two_kinds(name, row, owner)
    return tuple(problems)


def _two_kinds(name: Name, row: Row, owner: Row) -> Iterator[Problem]:
    if owner.term.kind is not row.term.kind:
        mend = f"make one ambiguous or list it in {SHARED}"
        yield Problem(row.place, f'"{name.text}" stands in {owner.place} too; {mend}')


def _loops(row: Row, broader: Mapping[str, str]) -> Iterator[Problem]:
    seen, label = {row.term.label}, row.term.broader
    while label:
        if label in seen:
            yield Problem(row.place, f'"{row.term.label}" is broader than itself, by way of "{label}"')
            return
        seen.add(label)
        label = broader[label]


def tidied(rows: tuple[Row, ...]) -> str:
    """Return a vocabulary file's text with its rows sorted and spellings that fold alike dropped."""
    ordered = sorted(rows, key=lambda row: (row.term.label.casefold(), row.term.label))
    return "\n".join(["\t".join(COLUMNS), *(_line(row) for row in ordered)]) + "\n"


def _line(row: Row) -> str:
    term = row.term
    kept: list[Name] = []
    covered: set[tuple[str, ...] | str] = set()
    for name in sorted(row.names, key=lambda n: (n.text != term.label, not n.ambiguous, n.text.casefold(), n.text)):
        forms = {identity(name.text)} if case_matters(name.text) else set(spellings(name.text))
        if not forms <= covered:
            covered |= forms
            kept.append(name)
    plain = [n.text for n in kept if not n.ambiguous and n.text != term.label]
    unsure = [n.text for n in kept if n.ambiguous]
    return "\t".join([term.label, term.curie or "", term.role, term.broader, "|".join(plain), "|".join(unsure)])
