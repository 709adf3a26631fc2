"""A search is an address: reading one never raises, and nothing is lost on the way."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from localoffer.finding.groups import FIXED, MANY
from localoffer.finding.query import Search

ANYTHING = st.dictionaries(
    st.sampled_from([*MANY, "words", "postcode", "miles", "age", "sort", "page", "other"]),
    st.lists(st.text(max_size=30), min_size=1, max_size=3),
)
SLUGS = st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), max_size=3, unique=True).map(tuple)
GOOD = st.builds(
    Search,
    words=st.sampled_from(["", "swim", "speech therapy", "autism & sleep"]),
    postcode=st.sampled_from(["ZZ3 4AB", "ZZ1"]),
    miles=st.sampled_from(["", "1", "25"]),
    age=st.sampled_from(["", "0", "7", "5-10", "25"]),
    need=SLUGS,
    town=SLUGS,
    day=st.lists(st.sampled_from(sorted(FIXED["day"])), max_size=3, unique=True).map(tuple),
    sort=st.sampled_from(["", "distance", "name", "checked"]),
    page=st.integers(1, 9),
)


def query(data: dict[str, list[str]]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, values in data.items():
        made.setlist(name, values)
    return made


@given(ANYTHING)
def test_reading_an_address_never_raises_and_is_settled_after_once(data):
    search = Search.from_query(query(data))
    again = Search.from_query(QueryDict(search.to_query()))
    assert Search.from_query(QueryDict(again.to_query())) == again


@given(GOOD)
def test_an_address_leads_back_to_the_same_search(search):
    assert Search.from_query(QueryDict(search.to_query())) == search


def test_bad_values_are_kept_for_messages():
    search = Search.from_query(query({"age": ["seven"], "day": ["mo", "someday"], "postcode": ["nowhere"]}))
    assert search.age == ""
    assert search.day == ("mo",)
    assert search.typed("age") == "seven"
    assert search.typed("postcode") == "nowhere"
    assert set(search.problems) == {"age", "day", "postcode"}


def test_ages_are_refused_outside_0_to_25_and_bands_are_read():
    assert "age" in Search.from_query({"age": "26"}).problems
    assert "age" in Search.from_query({"age": "10-5"}).problems
    assert list(Search.from_query({"age": "5 - 7"}).ages) == [5, 6, 7]
    assert Search(age=7).age == "7"


def test_having_adds_in_a_group_of_many_and_replaces_in_a_group_of_one():
    search = Search(need="autism", age="7", page=3)
    assert search.having("need", "adhd") == Search(need=("autism", "adhd"), age="7")
    assert search.having("need", "autism").need == ("autism",)
    assert search.having("age", "9").age == "9"


def test_without_drops_one_choice_or_the_whole_group():
    search = Search(need=("autism", "adhd"), postcode="ZZ3 4AB", miles="5", page=2)
    assert search.without("need", "autism").need == ("adhd",)
    assert search.without("need").need == ()
    assert search.without("postcode") == Search(need=("autism", "adhd"))
    assert search.page_number(4).page == 4


def test_miles_without_a_postcode_ask_for_one_only_when_one_was_typed():
    assert Search.from_query({"miles": "5"}).problems == {}
    assert set(Search.from_query({"miles": "5", "postcode": "rubbish"}).problems) == {"miles", "postcode"}


def test_filters_in_the_address_stay_when_the_words_add_more():
    search = Search.from_query(query({"words": ["swimming on saturdays"], "day": ["mo"], "age": ["9"]}))
    assert search == Search(words="swimming", day=("mo", "sa"), age="9")
    assert search.understood == ("day",)


def test_empty_search_is_known_even_with_an_order():
    assert Search(sort="name", page=2).is_empty
    assert not Search(words="swim").is_empty
