"""The rules that people have named: their words, their rows, the levels at which they could hold."""
