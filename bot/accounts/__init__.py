"""The 慰问台账: what was granted and paid, as a treasurer keeps it; and the year in figures and a picture."""
