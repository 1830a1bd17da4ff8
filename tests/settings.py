"""Settings of the tests: what differs, and nothing else."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("LADDER_HOME", tempfile.mkdtemp(prefix="ladder-tests-"))
os.environ.setdefault("LADDER_SECRET_KEY", "only-for-tests")

from ladder.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
IS_SECOND_FACTOR_REQUIRED = False  # tests of the second factor switch it on

# A file on SQLite: threads that shared a database in memory would share one connection, and each other's transactions.
if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["LADDER_HOME"]) / "tests.sqlite3")}  # noqa: F405
