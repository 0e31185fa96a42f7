"""What the commands do: each parses, calls the function of the same name, and prints."""
