"""Campaigns: the suite's relations on thousands of random cases, too long for every run of the tests."""
