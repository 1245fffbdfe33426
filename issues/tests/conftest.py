"""Fixtures that tests of issues share."""

from issues.tests.referral_world import answer_deadlines, desk  # noqa: F401 - fixtures
