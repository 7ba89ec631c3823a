from django.urls import include, path, re_path

from api.docs import Docs
from api.problems import unknown_address

urlpatterns = [
    path("v1/", include("api.v1.urls")),
    path("docs/", Docs.as_view(), name="api-docs"),
    # Last: everything else below /api/ is a problem document, whatever the method.
    re_path(r"^.*$", unknown_address),
]
