from django.contrib import admin
from django.urls import include, path

from portal import errors, feeds, sitemaps, views
from portal.health import healthz

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("programs.urls")),
    path("", include("news.urls")),
    path("regions/choose/", views.choose_region, name="choose-region"),
    path("regions/<slug:code>/", views.region_page, name="region"),
    path("regions/<slug:code>/feed.atom", feeds.of_region, name="region-feed"),
    path("themes/<slug:slug>/feed.atom", feeds.of_theme, name="theme-feed"),
    path("feeds/all.atom", feeds.everything, name="feed"),
    path("about/sources/", views.sources, name="sources"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.whole, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("healthz", healthz, name="healthz"),
    path("api/", include("api.urls")),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
