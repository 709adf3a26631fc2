"""Which page links a long list shows. Pure."""

from urllib.parse import parse_qsl, urlencode, urlsplit


def page_address(address: str, number: int) -> str:
    """Return `address` with its `page` set to `number`; the first page has none: one page, one address."""
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "page"]
    if number > 1:
        query.append(("page", str(number)))
    return f"{parts.path}?{urlencode(query)}" if query else parts.path or "?"


def shown_pages(page: int, pages: int) -> list[int | None]:
    """Return page numbers to show, None for a gap: first, last and those beside this one."""
    wanted = sorted({n for n in (1, page - 1, page, page + 1, pages) if 1 <= n <= pages})
    shown: list[int | None] = []
    for number in wanted:
        last = shown[-1] if shown else None
        if last is not None and number - last == 2:
            shown.append(number - 1)
        elif last is not None and number - last > 2:
            shown.append(None)
        shown.append(number)
    return shown


def pagination(*, page: int, pages: int, address: str) -> dict[str, object]:
    """Return what components/pagination.html needs; an empty dict when there is one page only."""
    if pages < 2:
        return {}
    items: list[dict[str, object]] = [
        {"ellipsis": True}
        if number is None
        else {"number": number, "href": page_address(address, number), "current": number == page}
        for number in shown_pages(page, pages)
    ]
    context: dict[str, object] = {"items": items, "landmark_label": "Pages"}
    if page > 1:
        context["previous"] = {"href": page_address(address, page - 1)}
    if page < pages:
        context["next"] = {"href": page_address(address, page + 1)}
    return context
