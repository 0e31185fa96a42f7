"""Numbers of sentences -> observations: what they are of, their grade, time and total, and what did not happen."""
