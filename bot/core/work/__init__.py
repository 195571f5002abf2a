"""What a use case stands on: the transaction, the parts it may use, answering, where officers hear."""
