"""Templates tried in every situation they can meet."""
