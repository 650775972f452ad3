"""Certificates: bounds on what any plan can reach, made from a solver's prices and provable without trusting it."""
