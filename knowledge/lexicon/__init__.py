"""What members say, as data that an officer can read and extend, and its loader (`knowledge.lexicon.load`)."""
