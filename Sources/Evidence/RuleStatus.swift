// How a rule stands: what proves it, and what the proofs came to.

package import Book

/// How a rule stands.
package struct RuleStatus: Sendable, Hashable {
  /// One test or example that proves the rule.
  package struct Proof: Sendable, Hashable {
    package var chapterPath: String
    package var line: Int
    package var name: String
    package var verdict: Verdict
  }

  package enum Standing: String, Sendable, Codable {
    /// Each of its proofs passed.
    case proved
    /// A proof failed or crashed.
    case refuted
    /// The book says why nothing proves it.
    case unproved
    /// A proof did not run, so nothing can be said.
    case unknown
  }

  package var rule: Rule
  package var chapterPath: String
  package var proofs: [Proof]

  package var standing: Standing {
    if proofs.contains(where: { $0.verdict == .failed || $0.verdict == .crashed }) {
      return .refuted
    }
    if proofs.isEmpty { return rule.unprovedReason == nil ? .unknown : .unproved }
    return proofs.allSatisfy { $0.verdict == .passed } ? .proved : .unknown
  }
}
