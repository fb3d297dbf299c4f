/// Letters and their postage, as chapters about writing would have them.
