"""Questions and their answers: from the notice, from what the committee adds, from what the asker may know."""
