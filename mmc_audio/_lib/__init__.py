"""What any program needs, and nothing that knows of training or sound."""
