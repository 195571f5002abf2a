"""The officers' desk: deciding reports, visits, payments, reminders, the branch's settings."""
