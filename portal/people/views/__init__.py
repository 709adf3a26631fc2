"""Pages of a young person's own space, of their family, and of those who keep records."""
