"""Roster, imports, offices, invitations and claims as rows."""
