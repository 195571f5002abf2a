"""通知: the union's own documents, put in from files, reviewed, released by another, and taken back."""
