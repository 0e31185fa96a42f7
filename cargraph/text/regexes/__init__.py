"""What a regular expression says of its matches before it is tried."""

from cargraph.text.regexes.beginnings import beginning, quicker
from cargraph.text.regexes.needs import needs_of
from cargraph.text.regexes.reach import reach_of

__all__ = ["beginning", "needs_of", "quicker", "reach_of"]
