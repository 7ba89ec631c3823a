from django.urls import path

from api.v1.views import articles, entrance, places, programs

app_name = "api-v1"
urlpatterns = [
    path("", entrance.Entrance.as_view(), name="entrance"),
    path("schema/", entrance.Schema.as_view(), name="schema"),
    path("programs/", programs.ProgramList.as_view(), name="programs"),
    path("programs/<slug:slug>/", programs.ProgramDetail.as_view(), name="program"),
    path("articles/", articles.ArticleList.as_view(), name="articles"),
    path("articles/<slug:key>/", articles.ArticleDetail.as_view(), name="article"),
    path("organizations/", places.OrganizationList.as_view(), name="organizations"),
    path("organizations/<slug:slug>/", places.OrganizationDetail.as_view(), name="organization"),
    path("regions/", places.RegionList.as_view(), name="regions"),
    path("regions/<slug:code>/", places.RegionDetail.as_view(), name="region"),
    path("terms/", places.TermList.as_view(), name="terms"),
    path("terms/<slug:taxonomy>/<slug:slug>/", places.TermDetail.as_view(), name="term"),
]
