"""No test is timed: a machine that is busy fails nothing."""

from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")
