"""The graph over HTTP: a SPARQL endpoint that only reads, the browser of the build, and pages for its IRIs."""
