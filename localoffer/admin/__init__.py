"""The directory in Wagtail's admin: editors run it, providers correct their own entries."""
