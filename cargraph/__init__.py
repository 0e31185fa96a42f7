"""cargraph."""
