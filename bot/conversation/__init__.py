"""What belongs to no single feature of a conversation: welcome, help, /cancel, outdated buttons."""
