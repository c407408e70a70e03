"""Layout: what a document looks like: its matching copy, blocks, sentences, sections, speakers, tables."""
