/// Counting up to a limit: the code of the chapters beside this file.
