// The tests of this part are in its chapters.
