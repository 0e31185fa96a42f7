"""The errors cargraph raises: one root, one subclass a room."""

from __future__ import annotations


class CargraphError(Exception):
    """Anything that went wrong for a reason the user can mend; the message says where and how."""


class DocumentError(CargraphError):
    """An input cannot be read as a paper."""


class TextError(CargraphError):
    """A paper's text cannot be divided into sections, tables or sentences."""


class VocabularyError(CargraphError):
    """A vocabulary file holds a row that cannot be used."""


class ModelError(CargraphError):
    """A spaCy pipeline of the user's cannot be used."""


class RuleError(CargraphError):
    """A rule file holds a rule that cannot be used, or an example that fails."""


class GraphError(CargraphError):
    """A store cannot be opened, written or queried."""


class RefusedError(GraphError):
    """A query asks for more than to read this graph."""


class ServeError(CargraphError):
    """The server cannot be started."""


class ViewError(CargraphError):
    """A view cannot be drawn."""


class EvaluationError(CargraphError):
    """A gold file cannot be used, or a measure that was asked for does not exist."""
