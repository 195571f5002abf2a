"""The whole database as rows, the audit of the history, and how much waits."""
