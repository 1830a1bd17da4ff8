"""What was heard: evidence by declared group, signals and how sure they are, opinion groups, protected releases."""
