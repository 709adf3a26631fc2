"""The tag for a part of a page that changes by itself. A builtin: no template needs to load it."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import resolve_url
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from portal.look.assets import asset_url
from portal.realtime import tokens

register = template.Library()
SCRIPT = "js/live-region.js"


class LiveRegionNode(template.Node):
    """Server-rendered content that a script keeps fresh; without scripts it is content like any other."""

    def __init__(
        self, words: list[FilterExpression], options: dict[str, FilterExpression], body: NodeList
    ) -> None:
        self.words, self.options, self.nodelist = words, options, body

    def render(self, context: Context) -> SafeString:
        """Render the content, and the region around it where this reader may listen at all."""
        content = self.nodelist.render(context)
        topic, identity, src = (str(word.resolve(context)) for word in self.words)
        user = getattr(context.get("request"), "user", None)
        user_pk = user.pk if user is not None and user.is_authenticated else None
        try:
            token = tokens.sign(topic, identity, user_pk)
        except tokens.Refused:
            return content  # a private topic shown to nobody in particular stays as it was rendered
        attributes: dict[str, str] = {
            name: escape(str(said.resolve(context))) for name, said in self.options.items()
        }
        if user_pk:
            attributes["sign-in"] = _sign_in_address()
        return format_html(
            '{}<live-region topic="{}" src="{}"{}>{}</live-region>',
            _script_once(context),
            token,
            src,
            format_html_join("", ' {}="{}"', ((name, said) for name, said in attributes.items() if said)),
            content,
        )


def _sign_in_address() -> str:
    """Where to sign in again beside an open page; from there to a page that says to go back to it."""
    back = urlencode({REDIRECT_FIELD_NAME: reverse("realtime:signed-in-again")})
    return f"{resolve_url(settings.LOGIN_URL)}?{back}"


def _script_once(context: Context) -> str:
    """The script's element before the first region of a page, nothing before the others."""
    request = context.get("request")
    if getattr(request, "has_live_script", False):
        return ""
    if request is not None:
        request.has_live_script = True
    return format_html('<script type="module" src="{}"></script>', asset_url(SCRIPT))


@register.tag
def live_region(parser: Parser, token: Token) -> LiveRegionNode:
    """{% live_region "entry" service.uuid address says="Places left: new." %} HTML {% endlive_region %}

    `address` is of a view marked `portal.realtime.fragments.live_fragment`, which renders that HTML again.
    `says` is the one line that screen readers hear after a change; there is a plain one without it.
    `version` is the thing's `portal.realtime.queries.version_of`, read before what is shown. Without it a
    page opened within two minutes of a change fetches the part again, to be sure.
    """
    bits = token.split_contents()[1:]
    options = token_kwargs(bits[3:], parser)
    if len(bits) < 3 or set(options) - {"says", "version"}:
        raise template.TemplateSyntaxError(
            "live_region needs a topic, an identity, an address, and may have says= and version="
        )
    words = [parser.compile_filter(bit) for bit in bits[:3]]
    body = parser.parse(("endlive_region",))
    parser.delete_first_token()
    return LiveRegionNode(words, options, body)
