import Book
import Evidence
import Testing

private func read(_ text: String) -> CompilerOutput {
  var output = CompilerOutput(names: smallNames)
  output.read(Array(text.utf8)[...])
  output.finish()
  return output
}

@Suite struct `The compiler's output` {
  @Test func `a message at a chapter is told once, without its excerpt`() {
    let output = read(
      """
      [9/10] Compiling Zoo 01-cages.md.swift
      Spec/Zoo/01-cages.md:24:3: error: cannot convert 'Int' to: 'Bool'
      24 |   7
         |   `- error: cannot convert 'Int' to: 'Bool'
      Spec/Zoo/01-cages.md:24:3: error: cannot convert 'Int' to: 'Bool'
      Spec/Zoo/01-cages.md:2:1: warning: unused
      error: emit-module command failed with exit code 1 (use -v to see invocation)
      """)
    #expect(
      output.diagnostics == [
        "Spec/Zoo/01-cages.md": [
          Diagnostic(severity: .warning, line: 2, column: 1, message: "unused"),
          Diagnostic(
            severity: .error, line: 24, column: 3, message: "cannot convert 'Int' to: 'Bool'"),
        ]
      ])
    #expect(output.messages.isEmpty)
    #expect(output.progress == "[9/10] Compiling Zoo 01-cages.md.swift")
  }

  @Test func `a file that merely lies where a tangled one might is none`() {
    let path = "Tests/ZooTests/destination/01-cages.md.swift"
    #expect(smallNames.name(ofPath: "/src/zoo/\(path)") == path)
  }

  @Test func `a tangled file has the name of its chapter`() {
    let path = "/src/zoo/.build/plugins/outputs/zoo/Zoo/destination/T/02-food.md.swift"
    let output = read("\(path):1:8: error: no such module 'Grass'\n")
    #expect(output.diagnostics.keys.sorted() == ["Spec/Zoo/02-food.md"])
  }

  @Test func `a file of a part beside its chapters has its path from the root`() {
    let output = read("/src/zoo/Spec/Zoo/Zoo.swift:2:8: error: no\n")
    #expect(output.diagnostics.keys.sorted() == ["Spec/Zoo/Zoo.swift"])
  }

  @Test func `errors elsewhere are kept as printed, warnings are not`() {
    let error = "/src/zoo/Sources/Tool/Tool.swift:2:8: error: no"
    let output = read(error + "\n/src/zoo/Sources/Tool/Tool.swift:3:8: warning: hm\n")
    #expect(output.diagnostics.isEmpty)
    #expect(output.messages == [error])
  }

  @Test func `what a linker says is kept`() {
    let reference = "/src/zoo/Spec/Zoo/Zoo.swift:2: error: undefined reference to 'nowhere'"
    let output = read(
      "error: link command failed with exit code 1 (use -v to see invocation)\n\(reference)\n")
    #expect(output.messages == [reference])
  }

  @Test func `a failure without any reason keeps its last word`() {
    let word = "error: emit-module command failed with exit code 1 (use -v to see invocation)"
    #expect(read(word).messages == [word])
  }
}

@Suite struct `Coverage as exported` {
  @Test func `only lines of code in implementation fences count`() {
    let text = """
      # Cages

      Text.

      ```swift
      func f() -> Int {

      ```

      Prose inside the function.

      ```swift
        1
      }
      ```

      ```swift test
      let x = 1
      ```

      """
    let lcov =
      "SF:/x/.build/plugins/outputs/zoo/Zoo/destination/T/01-cages.md.swift\nFN:6,f\nDA:6,3\nDA:7,3\nDA:10,3\n"
      + "DA:13,2\nDA:13,5\nDA:14,0\nDA:18,1\nend_of_record\nDA:1,1\nSF:/elsewhere.swift\nDA:1,1\n"
    let coverage = Coverage(lcov: Array(lcov.utf8), names: smallNames)
    let chapter = Chapter(path: "Spec/Zoo/01-cages.md", bytes: Array(text.utf8))
    #expect(coverage.hits(of: chapter) == [6: 3, 13: 5, 14: 0])
  }

  @Test func `a count that is too large for a number means often`() {
    let lcov = "SF:a.swift\nDA:1,99999999999999999999999\nDA:-1,2\nDA:x,\n"
    let coverage = Coverage(lcov: Array(lcov.utf8), names: smallNames)
    #expect(coverage.hits == ["a.swift": [1: .max]])
  }
}
