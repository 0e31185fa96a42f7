"""What a paper says of one group against another: in words, in numbers, and as risk factors."""

from cargraph.facts.comparisons.worded import Comparer

__all__ = ["Comparer"]
