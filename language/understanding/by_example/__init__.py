"""A second reader beside the grammar, learned from labelled examples: it knows manners of speaking, never slots."""
