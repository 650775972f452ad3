"""What stands alone: files for people who want to trust nothing of this package, not even this line."""
