"""What a paper says of one group against another: in words, in numbers, and as risk factors."""

from cargraph.facts.comparisons.naming import in_its_words
from cargraph.facts.comparisons.worded import Comparer

__all__ = ["Comparer", "in_its_words"]
