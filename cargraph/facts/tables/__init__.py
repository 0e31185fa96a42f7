"""Tables -> observations and comparisons: heads to groups and grades, cells to numbers, rows to results."""

from cargraph.facts.tables.reading import TableReader

__all__ = ["TableReader"]
