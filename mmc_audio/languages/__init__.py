"""Languages: number words, from num2words, with what differs in speech as data."""
