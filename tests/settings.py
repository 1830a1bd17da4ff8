"""Settings of the tests: what differs, and nothing else."""

import os
import tempfile

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
