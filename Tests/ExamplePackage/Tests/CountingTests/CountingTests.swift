// Tests that belong in no chapter would stand here; the chapters bring their own.
