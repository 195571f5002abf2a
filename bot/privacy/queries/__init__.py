"""Personal data found, counted, erased and sealed anew."""
