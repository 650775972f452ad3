"""The contenders, one file each; a file here registers itself with ``@contender``."""
