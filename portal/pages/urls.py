from django.urls import URLPattern, path

from .views import glossary, media, search, sitemap

app_name = "pages"

urlpatterns: list[URLPattern] = [
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
    path("a-to-z/", sitemap.a_to_z, name="a-to-z"),
    path("watch/<int:pk>/<str:filename>", media.media, name="media"),
    path("photos/<str:name>", media.photo, name="photo"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
]
