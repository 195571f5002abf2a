"""What is said of roster, invitations and claims."""
