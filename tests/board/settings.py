"""Settings of the board that the tests sweep: django-classified as its makers ship it.

``BOARD_FOLDER`` in the environment names the folder for database and photos.
"""

import os
from pathlib import Path

FOLDER = Path(os.environ["BOARD_FOLDER"]).resolve()

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DEBUG = False
SECRET_KEY = "the board holds nothing secret and listens on loopback only"  # noqa: S105
ROOT_URLCONF = "urls"
SITE_ID = 1
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"  # what the board's migrations were made with
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = FOLDER / "media"

DCF_CURRENCY = "EUR"
DCF_SITE_NAME = "The Attic"
DCF_LOGIN_TO_CONTACT = False  # otherwise the page says "login" where the phone stands

# Photos stay as small as they are: blowing each up to 1200 pixels on its first view is all
# that a first visit would otherwise wait for.
THUMBNAIL_UPSCALE = False

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "sorl.thumbnail",
    "django_classified",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django_classified.context_processors.common_values",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "board.sqlite3",
        "OPTIONS": {
            # Pages write too (thumbnails are made on the first view), and several at once.
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
}
# Only errors: a crawler that asks for pages that are not there is what the board is for.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
    },
}
