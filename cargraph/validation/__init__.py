"""The validation room: a paper's graph -> what is wrong with it, in the user's words."""
