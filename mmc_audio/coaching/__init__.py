"""What the tool knows about training: the catalogue, the routines, the session."""
