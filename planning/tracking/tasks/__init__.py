"""What became of the tasks of plans: how each stands, what is overdue and with whom, what a report tells of it."""
