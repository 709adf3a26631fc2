"""The field that page content lives in."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks change often while the site is young and a change of blocks alters no column, so a migration
    for each would say nothing. The cost: a data migration that reads blocks must name them itself
    (docs/decisions). Use as `BodyField(BodyBlock(), blank=True)`.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field to migrations with an empty list of blocks."""
        name, path, _blocks, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [[]], options
