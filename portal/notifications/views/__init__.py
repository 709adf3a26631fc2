"""Pages of being told: the inbox, following, mail that does not arrive, and reports of the mail provider."""
