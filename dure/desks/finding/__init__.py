"""Which programs fit: the sentence that anybody may say, and all programs for one's own party."""
