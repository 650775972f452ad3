"""The migrations, a file each, numbered."""
