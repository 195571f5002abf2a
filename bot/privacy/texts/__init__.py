"""What members are told of their data."""
