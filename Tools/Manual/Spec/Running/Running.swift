/// How a command ends.
