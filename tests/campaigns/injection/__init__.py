"""Words that would like to be programs, put into every text of a programme, over everything the planner writes."""
