// What is said of a machine that has all, little or nothing.

import Foundation
import Run
import Testing

@testable import Command

struct DoctorTests {
  private func doctor(_ programs: Set<String>, markdown: String? = nil) -> Doctor {
    Doctor(
      program: { programs.contains($0) ? "/usr/bin/\($0)" : nil }, hasFile: { _ in false },
      toolchain: nil, markdown: markdown)
  }

  @Test func `a machine without anything lacks all, each with what it is for`() {
    let requirements = doctor([]).requirements
    #expect(requirements.allSatisfy { $0.found == nil })
    #expect(
      requirements.filter(\.isMissing).map(\.name) == [
        "swift", "libcmark-gfm", "pkg-config", "stdbuf", "llvm-profdata", "llvm-cov",
      ])
    let lines = DoctorCommand.lines(requirements)
    #expect(lines.first == "what                    found")
    #expect(
      lines.contains(
        "error: there is no pkg-config, which finds cmark-gfm for 'swift build'; install Debian's"
          + " pkg-config"))
    #expect(lines.contains { $0.hasPrefix("warning: there is no lunr, which searches the site;") })
    #expect(lines.count == 1 + 2 * requirements.count)
  }

  @Test func `what is there is said where it is`() {
    let requirements = doctor(["git", "pkg-config"], markdown: "0.29.0.gfm.6").requirements
    let found = requirements.filter { $0.found != nil }
    #expect(found.map(\.name) == ["libcmark-gfm", "pkg-config", "git"])
    #expect(found.map(\.found) == ["0.29.0.gfm.6", "/usr/bin/pkg-config", "/usr/bin/git"])
  }

  @Test func `the toolchain's version is read from what it calls itself`() throws {
    let version = try #require(Doctor.version(in: "Swift version 6.3.1 (swift-6.3.1-RELEASE)"))
    #expect(version == (6, 3) && version >= Doctor.leastSwift)
    let older = try #require(Doctor.version(in: "Apple Swift version 5.10 (swiftlang-5.10.0.13)"))
    #expect(older < Doctor.leastSwift)
    #expect(Doctor.version(in: "none") == nil)
  }
}
