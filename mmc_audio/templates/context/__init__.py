"""What a template may say: the session's steps as plain data."""
