"""Bringing a directory in: readers make neutral records, one writer compares and applies them."""
