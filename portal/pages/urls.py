from django.urls import URLPattern, path

from .views import glossary, media, other_ways, search, sitemap

app_name = "pages"

urlpatterns: list[URLPattern] = [
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
    path("easy-read-and-languages/", other_ways.other_ways, name="other-ways"),
    path("a-to-z/", sitemap.a_to_z, name="a-to-z"),
    path("watch/<int:pk>/<str:filename>", media.media, name="media"),
    path("photos/<str:name>", media.photo, name="photo"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
]
