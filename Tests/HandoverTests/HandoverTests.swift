// The test target of the part Handover. Its tests are the `swift test` and `swift example` fences
// of the chapters in Spec/Handover, one file a chapter, together with their `swift support` code.
