from django.urls import path

from programs import views

urlpatterns = [
    path("check/", views.check, name="check"),
    path("programs/", views.programs, name="programs"),
    path("programs/suggest/", views.suggestions, name="suggestions"),
    path("programs/<slug:slug>/", views.program, name="program"),
    path("programs/<slug:slug>/calendar.ics", views.program_calendar, name="program-calendar"),
    path("programs/<slug:slug>/qr.svg", views.program_qr, name="program-qr"),
    # An article's page tells which programs rest on it: what news itself can't know.
    path("news/<slug:key>/", views.article, name="article"),
    path("organizations/<slug:slug>/", views.organization, name="organization"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
]
