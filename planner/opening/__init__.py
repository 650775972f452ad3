"""What is on disk or in the store, opened for whoever works with it: plans with their programmes, the store itself."""
