"""Views that render a live region again: kept for all where they are public, for nobody elsewhere."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone

from portal.accounts.models import User
from portal.inputs.settings import AccessSettings
from portal.realtime import tokens, topics
from portal.realtime.actions import fold_changes
from portal.realtime.fragments import live_fragment
from portal.realtime.models import Change
from portal.realtime.publishing import publish_on_commit, right_lost_on_commit
from portal.realtime.queries import version_of
from portal.realtime.topics import Topic

pytestmark = pytest.mark.django_db
GROUP = "topic.open-thing.1"


@pytest.fixture(autouse=True)
def two_topics(monkeypatch):
    monkeypatch.setattr(topics, "_TOPICS", {})
    topics.declare(Topic("open-thing", may_join=lambda user, identity: True, is_public=True))
    topics.declare(Topic("own-thing", may_join=lambda user, identity: True))
    caches["pages"].clear()


@pytest.fixture
def person():
    return User.objects.create_user("jo@larkshire.example", "a-long-enough-one")


class Asked:
    """Asks a view as a browser does and counts how often it rendered."""

    def __init__(self, topic="open-thing", make=None):
        self.rendered = 0
        self.make = make or (lambda request: HttpResponse(f"Places left: {self.rendered}"))
        self.view = login_not_required(live_fragment(topic, "thing")(self._render))

    def _render(self, request, thing):
        self.rendered += 1
        return self.make(request)

    def __call__(self, user=None, thing="1", method="get", query="", settings=None, **headers):
        request = getattr(RequestFactory(), method)(f"/thing/{query}", headers=headers)
        request.user = user or AnonymousUser()
        if settings:
            request.access_settings = settings
        return self.view(request, thing=thing)


def test_public_region_is_rendered_once_for_all_until_the_thing_changes():
    ask = Asked()

    answers = [ask() for _ in range(20)]
    publish_on_commit("open-thing", "2")
    answers.append(ask())
    publish_on_commit("open-thing", "1")
    after = ask()

    assert {answer.content for answer in answers} == {b"Places left: 1"}
    assert after.content == b"Places left: 2"
    assert ask.rendered == 2
    assert after["ETag"] != answers[0]["ETag"]
    assert (answers[0]["Live-Version"], after["Live-Version"]) == ("0", "1")
    assert after["Cache-Control"] == "private, no-cache"
    assert "Cookie" in after["Vary"]


def test_rendering_is_kept_with_the_headers_of_its_view():
    ask = Asked(make=lambda request: HttpResponse("a part", headers={"Referrer-Policy": "same-origin"}))

    assert [ask()["Referrer-Policy"] for _ in range(2)] == ["same-origin"] * 2
    assert ask.rendered == 1


def test_page_that_has_the_newest_is_told_so_in_a_line_and_gets_a_new_token():
    ask = Asked()
    etag = ask()["ETag"]

    answer = ask(**{"If-None-Match": f"W/{etag}"})

    assert (answer.status_code, answer.content, ask.rendered) == (304, b"", 1)
    assert answer["ETag"] == etag
    assert tokens.read(answer["Live-Token"], None).identity == "1"


def test_every_address_and_every_way_of_reading_has_its_own_rendering():
    ask = Asked()

    ask()
    ask(query="?words=sleep")
    ask(settings=AccessSettings(pictures=False))
    ask(settings=AccessSettings(pictures=False))

    assert ask.rendered == 3


def test_version_is_read_before_what_it_is_the_version_of():
    """A change in the middle of rendering must not pass for one that was rendered."""

    def render(request):
        publish_on_commit("open-thing", "1")
        return HttpResponse("before the change")

    answer = Asked(make=render)()

    assert answer["Live-Version"] == "0"
    assert version_of(GROUP) == 1


def test_signed_in_person_gets_a_rendering_of_their_own_that_nobody_keeps(person):
    ask = Asked()

    answers = [ask(person), ask(person), ask()]

    assert ask.rendered == 3
    assert answers[0]["Cache-Control"] == "private, no-store"
    assert "ETag" not in answers[0]


def test_private_region_carries_a_token_for_its_person_alone(person):
    token = Asked("own-thing")(person)["Live-Token"]

    assert tokens.read(token, person.pk).identity == "1"
    with pytest.raises(tokens.Refused):
        tokens.read(token, person.pk + 1)


@pytest.mark.parametrize(
    "make",
    [
        lambda request: HttpResponse(get_token(request)),
        lambda request: HttpResponse("gone", status=410),
        lambda request: _with_cookie(),
        lambda request: HttpResponse("secret", headers={"Cache-Control": "private, no-store"}),
    ],
    ids=["a form's secret", "not found", "a cookie", "the view says so"],
)
def test_rendering_that_is_one_visitors_own_is_never_kept(make):
    ask = Asked(make=make)

    first, _second = ask(), ask()

    assert ask.rendered == 2
    assert first["Cache-Control"] == "private, no-store"


def _with_cookie():
    response = HttpResponse("hello")
    response.set_cookie("mine", "1")
    return response


def test_region_that_may_not_be_known_gives_no_token(person):
    def refuse(request):
        raise Http404

    with pytest.raises(Http404):
        Asked("own-thing", make=refuse)(person)


def test_odd_identity_is_not_found():
    with pytest.raises(Http404):
        Asked()(thing="No Such")


def test_region_is_only_read():
    ask = Asked()

    assert ask(method="post").status_code == 405
    assert ask.rendered == 0


def test_old_changes_of_private_things_and_rights_are_forgotten(person):
    publish_on_commit("own-thing", "1")
    right_lost_on_commit(person.pk)
    Change.objects.create(group="topic.of-an-earlier-release.1", at=timezone.now())
    publish_on_commit("open-thing", "1")

    assert fold_changes(before=timezone.now()) == 3
    assert [row.group for row in Change.objects.order_by("pk")] == [GROUP]


def test_folding_old_changes_keeps_every_version():
    for _ in range(5):
        publish_on_commit("open-thing", "1")
    publish_on_commit("open-thing", "2")
    newest = Change.objects.latest("pk")

    folded = fold_changes(before=newest.at)

    assert folded == 4
    assert (version_of(GROUP), Change.objects.count()) == (5, 2)
    publish_on_commit("open-thing", "1")
    assert version_of(GROUP) == 6
    assert fold_changes(before=newest.at) == 0


def render(text, request=None, **context):
    return Template(text).render(Context({"request": request, **context}))


REGION = '{% live_region topic "1" "/now/" says="It is <b>new</b>." %}<p>Places</p>{% endlive_region %}'


def test_tag_renders_content_round_which_a_script_can_listen(rf, person, django_assert_num_queries):
    request = rf.get("/")
    request.user = person

    with django_assert_num_queries(0):
        html = render(REGION + REGION, request, topic="open-thing")

    assert html.count("<script") == 1
    assert html.count("<p>Places</p></live-region>") == 2
    assert 'src="/now/" says="It is &lt;b&gt;new&lt;/b&gt;." sign-in="/' in html
    assert 'topic="open-thing.1:' in html


def test_tag_says_the_version_of_what_it_shows_where_the_page_read_it():
    region = REGION.replace(" says=", " version=version says=")

    assert 'src="/now/" version="0" says="' in render(region, topic="open-thing", version=0)
    assert "version=" not in render(region, topic="open-thing")


def test_tag_offers_no_sign_in_to_strangers(rf):
    request = rf.get("/")
    request.user = AnonymousUser()

    assert "sign-in" not in render(REGION, request, topic="open-thing")


def test_tag_leaves_a_private_region_that_nobody_may_hear_of_as_plain_content():
    assert render(REGION, topic="own-thing") == "<p>Places</p>"


@pytest.mark.parametrize("words", ['"open-thing"', '"open-thing" "1"', '"open-thing" "1" "/" loud="yes"'])
def test_tag_without_what_it_needs_is_a_mistake(words):
    with pytest.raises(TemplateSyntaxError):
        render(f"{{% live_region {words} %}}{{% endlive_region %}}")


def test_tag_with_an_unknown_topic_is_a_mistake():
    with pytest.raises(LookupError):
        render(REGION, topic="no-such-thing")
