"""How work is spread: a task list, its executors, and the stages run through them. The stages know nothing of this."""
