"""Where templates run: a process of its own with limits."""
