"""Names of exercises, understood by their parts."""
