"""`python -m cargraph`."""

from cargraph.cli import main

if __name__ == "__main__":
    main()
