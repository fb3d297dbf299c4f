// A waiver says that a finding is known and accepted, by whom, why, and until when. Waivers stand in one
// file of the book, so that they are reviewed as any other change:
//
//     - fingerprint: 26bebdcbcb256ad9
//       reason: no release has written it yet
//       owner: a.person@example.org
//       until: 2027-03-31

import Bindings
package import Book

/// A day of the calendar, as `2027-03-31`.
package struct Day: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  package let description: String

  /// `nil` for what is no day.
  package init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    description = text
  }

  package static func < (a: Day, b: Day) -> Bool { a.description < b.description }
}

/// A decision to live with a finding.
package struct Waiver: Hashable, Sendable {
  package var fingerprint: String
  package var reason: String
  package var owner: String
  /// The last day on which it holds.
  package var until: Day
  package var location: Location
}

/// A finding that does not count, and why.
package struct WaivedFinding: Hashable, Sendable {
  package var finding: ReviewFinding
  package var waiver: Waiver
}

extension ReviewFinding {
  /// What is to be said of a waiver.
  init(_ rule: String, _ waiver: String, _ message: String, at place: Location) {
    let change = Change(rule, ElementPath("waiver", [], waiver), "", message)
    let rule = Catalogue.rule(rule) ?? Catalogue.rules[0]
    self.init(
      rule: rule, change: change, bindings: [], bare: nil, outcomes: nil, severity: rule.severity)
    self.place = place
  }
}

extension Review {
  /// Takes out what is waived. What is misread is never: only another name protects a reader.
  ///
  /// - Parameters:
  ///   - today: the day on which the review is made.
  ///   - others: reviews beside this one, of which a waiver may speak too.
  package mutating func apply(_ read: ReadWaivers, today: Day, others: [Review] = []) {
    let known = Set(others.flatMap { $0.findings + $0.waived.map(\.finding) }.map(\.fingerprint))
    var notes = read.findings
    for waiver in read.waivers {
      let met = findings.filter { $0.fingerprint == waiver.fingerprint && $0.place == nil }
      func note(_ rule: String, _ message: String) {
        notes.append(ReviewFinding(rule, waiver.fingerprint, message, at: waiver.location))
      }
      if met.isEmpty {
        if known.contains(waiver.fingerprint) { continue }
        note("waiver-unused", "no finding has this fingerprint")
      } else if waiver.until < today {
        note("waiver-expired", "it held until \(waiver.until), and this is \(today)")
      } else if met.contains(where: { $0.outcomes?.worst == .misread }) {
        note("waiver-refused", "what is misread is not waived; raise the name")
      } else {
        waive(met, by: waiver)
      }
    }
    add(notes)
  }

  /// Takes out what is waived, and says nothing of waivers.
  package mutating func applySilently(_ read: ReadWaivers, today: Day) {
    var silent = self
    silent.apply(read, today: today)
    for waived in silent.waived where !self.waived.contains(waived) {
      waive([waived.finding], by: waived.waiver)
    }
  }
}
