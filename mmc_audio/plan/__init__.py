"""What the athlete will do: the plan file, its notation and its dates."""
