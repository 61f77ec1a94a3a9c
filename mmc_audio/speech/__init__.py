"""Words become clips."""
