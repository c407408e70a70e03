"""Words: the lexicon, the kinds of words, and a glance at a sentence that saves searches."""
