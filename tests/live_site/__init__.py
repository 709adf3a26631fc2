"""The site with a few pages more: things that change, for journeys through live parts. Only for tests."""
