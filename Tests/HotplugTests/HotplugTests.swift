// The test target of the part Hotplug. Its tests are the `swift test` and `swift example` fences
// of the chapters in Spec/Hotplug, one file a chapter, together with their `swift support` code.
// A test that would only interrupt a chapter may stand in this folder.
