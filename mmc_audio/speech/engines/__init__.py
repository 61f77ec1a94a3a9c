"""The built-in speech engines."""
