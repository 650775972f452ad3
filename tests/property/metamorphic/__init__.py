"""Relations between a programme and a changed one: what the change must do to the plan or to its value."""
