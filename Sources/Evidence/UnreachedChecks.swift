// Checks that a run passed by, as findings at their lines.

package import Book

package enum UnreachedChecks {
  /// A finding for each stated value and expectation that passed tests did not reach, and for each
  /// that was reached though its line says otherwise.
  package static func findings(_ verdicts: Verdicts) -> [Finding] {
    verdicts.unreached.flatMap { path, fence in
      fence.unreached.map { check in
        let what = check.kind == .value ? "value" : "expectation"
        let end =
          check.kind == .value
          ? "; end it with (not reached: reason) where that is meant" : ""
        return Finding(
          .unreachedCheck, Location(file: path, line: check.line, column: check.column),
          "this \(what) was not checked, since no run reached it" + end)
      }
        + fence.unexpectedlyReached.map { check in
          Finding(
            .reachedCheck, Location(file: path, line: check.line, column: check.column),
            "this value was reached, although it says that it is not; remove (not reached: …)")
        }
    }
  }
}
