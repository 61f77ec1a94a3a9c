"""Plan to files: the whole flow."""
