"""Addresses of a young person's own space, of families and of those who keep records."""

from django.urls import path

from .views import card, cards, circle, family, records, space

app_name = "people"
urlpatterns = [
    path("card/finished/", card.finished, name="card-finished"),
    path("card/<str:secret>/", card.open_it, name="card"),
    path("my-space/", space.my_space, name="my-space"),
    path("my-space/who-is-near-me/", space.my_circle, name="my-circle"),
    path("my-space/who-looked/", space.my_looks, name="my-looks"),
    path("my-space/what-others-told/", space.my_tellings, name="my-tellings"),
    path("my-space/what-my-parents-may-see/", space.my_choices, name="my-choices"),
    path("my-space/my-cards/", space.my_cards, name="my-cards"),
    path("my-space/ask/", circle.ask, name="my-ask"),
    path("my-space/more-time/", space.more_time, name="more-time"),
    path("my-space/finish/", space.finish, name="finish"),
    path("my-family/", family.my_family, name="my-family"),
    path("my-family/<uuid:uuid>/", family.family_record, name="family-record"),
    path("circle/asked/", circle.asked, name="asked"),
    path("circle/<uuid:uuid>/ask/", circle.ask, name="ask"),
    path("circle/<uuid:uuid>/end/", circle.end, name="end"),
    path("circle/<uuid:uuid>/take-back/", circle.take_invitation_back, name="take-back"),
    path("circle/<uuid:uuid>/who-looked/", circle.who_looked, name="who-looked"),
    path("circle/<uuid:uuid>/rights/", circle.rights, name="rights"),
    path("circle/<uuid:uuid>/how-they-use-this-site/", circle.settings_for, name="settings-for"),
    path("circle/<uuid:uuid>/what-others-told/", circle.tellings, name="tellings"),
    path("circle/<uuid:uuid>/tell-us/", circle.tell, name="tell"),
    path("circle/<uuid:uuid>/cards/", cards.cards, name="cards"),
    path("circle/<uuid:uuid>/cards/cancel/", cards.cancel, name="card-cancel"),
    path("records/", records.records, name="records"),
    path("records/new/", records.new, name="record-new"),
    path("records/<uuid:uuid>/", records.record, name="record"),
    path("records/<uuid:uuid>/correct/", records.correct, name="record-correct"),
    path("records/<uuid:uuid>/places/<int:place>/", records.change, name="place-change"),
    path("records/<uuid:uuid>/places/<int:place>/confirm/", records.confirm, name="place-confirm"),
    path("records/<uuid:uuid>/places/<int:place>/capacity/", records.capacity, name="place-capacity"),
]
