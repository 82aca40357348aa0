"""Passwords: Argon2id at the recognized minimum, so that two cores can sign in a room full of people."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class RecognizedMinimumArgon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane (OWASP password storage)."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
