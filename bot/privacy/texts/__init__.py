"""What the room of privacy says."""
