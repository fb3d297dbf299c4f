import Evidence
import Testing

struct TestReportTests {
  @Test func `a report has its lines in order, and passes over what has another form`() throws {
    let text = "kernel: mm: x\n\nno colon\n: nothing\nseeds: 1 to 400\n"
    let report = try #require(TestReport(name: "a", key: "k", bytes: Array(text.utf8)))
    #expect(report.lines.map(\.name) == ["kernel", "seeds"])
    #expect(report.lines.map(\.value) == ["mm: x", "1 to 400"])
  }

  @Test func `text without such a line, or too much of it, is no report`() {
    #expect(TestReport(name: "a", key: "k", bytes: Array("nothing\n".utf8)) == nil)
    #expect(TestReport(name: "a", key: "k", bytes: []) == nil)
    let long = Array(repeating: UInt8(ascii: "x"), count: 70_000) + Array("\na: b\n".utf8)
    #expect(TestReport(name: "a", key: "k", bytes: long) == nil)
  }
}
