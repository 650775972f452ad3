"""Trials on real plants: what energy auditors recommended, what the plants did, and what a plan would have done."""
