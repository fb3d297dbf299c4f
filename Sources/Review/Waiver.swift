// A decision that a finding is accepted: for one finding, with a reason, an owner and an end.

package struct Waiver: Hashable, Sendable {
  package var fingerprint: String
  package var rule: String
  package var reason: String
  package var owner: String
  /// The release with which it ends.
  package var until: String
}
