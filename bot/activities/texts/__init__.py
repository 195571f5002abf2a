"""What is said of activities, to members and to officers."""
