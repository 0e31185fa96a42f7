"""The graph room: readings become RDF, are kept in a store, queried, and read back as records."""
