"""One after the other, where thirty threads would only take the interpreter from each other.

A thread lets go of the interpreter at every question to SQLite and has to wait for it again: with thirty at work most
of those waits cost a change of threads, fifty a submission. So the short work of a submission (who asks, reading the
form, deciding and inserting) is done by one thread at a time. What waits for files, a commit or a password being hashed
waits outside. Only a row that another process holds (PostgreSQL) is waited for with the turn.
"""

from threading import RLock

turn = RLock()  # whoever holds it may ask for it again: a job of the writer may look up a phone
