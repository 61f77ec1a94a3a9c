"""What a lifter writes for time, load and repetitions, read into the model and printed again.

Each `parse_` raises ValueError with `what is wrong; what to write`, and gives back what its
`format_` prints.
"""
