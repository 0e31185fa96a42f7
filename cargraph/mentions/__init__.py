"""The mentions room."""
