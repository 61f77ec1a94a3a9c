"""When each cue will be heard."""
