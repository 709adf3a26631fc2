"""Finding help: what a family asks (query, words), what the directory holds (facts, index), and the answer.

found = find(Search.from_query(request.GET))
"""

from .find import PER_PAGE, Found, find, matching_ids
from .query import Search

__all__ = ["PER_PAGE", "Found", "Search", "find", "matching_ids"]
