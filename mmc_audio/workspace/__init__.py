"""A user's folder: init, examples, the days of a program."""
