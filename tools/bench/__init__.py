"""How fast plans are read, written and shown, and whether many can write at once: `make bench`.

Every time stands beside its ratio to a fixed loop in Python, timed in the same run, so that figures of different
machines can be compared. What needs a database runs in a process of its own for each: SQLite, and a PostgreSQL that
lives as long as the run. Files: the real plans in the folder that JAMN_PLANS names, and plans of our own making.
"""
