"""Papers kept at a SPARQL 1.1 endpoint."""

from cargraph.graph.remote.store import RemoteStore

__all__ = ["RemoteStore"]
