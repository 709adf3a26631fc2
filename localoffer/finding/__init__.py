"""Finding help: what a family asks (query, words), what the directory holds (facts, index), and the answer."""
