"""What is said while an event is reported, and on the card of the report."""
