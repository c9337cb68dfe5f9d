"""Addresses of the board: django-classified at the root, photos under ``/media/``."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve

urlpatterns = [
    path("", include("django_classified.urls", namespace="django_classified")),
    path("accounts/", include("django.contrib.auth.urls")),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]
