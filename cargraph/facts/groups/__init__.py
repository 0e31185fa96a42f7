"""Whom a number is of: the arms of a paper, their names in sentences, their sizes, and the owner of each result."""
