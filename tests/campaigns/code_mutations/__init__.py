"""Mutation of the code: every change of it should make a test fail."""
