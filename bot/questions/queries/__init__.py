"""What has been taught, as rows."""
