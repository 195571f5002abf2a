"""What is read of members, branches and dialogues in every room."""
