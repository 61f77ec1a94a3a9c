"""Many plans: on this machine by processes, or on a cluster."""
