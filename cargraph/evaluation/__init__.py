"""The evaluation room: what was read, held against what careful readers wrote down."""
