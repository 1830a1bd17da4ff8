"""What was heard: evidence by declared group, signals with their uncertainty, opinion groups, and protected releases."""
