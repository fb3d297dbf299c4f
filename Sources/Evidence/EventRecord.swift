// The lines of Swift Testing's event stream. Every field is optional, since the format grows with
// the toolchain and a reader must survive that.

import Foundation

/// One JSON record of the event stream.
struct EventRecord: Decodable {
  struct Place: Decodable {
    var filePath: String?
    var _filePath: String?
    var line: Int?
    var column: Int?

    var path: String? { filePath ?? _filePath }
  }

  struct Instant: Decodable {
    var absolute: Double?
  }

  struct Message: Decodable {
    var symbol: String?
    var text: String?
  }

  struct IssueRecord: Decodable {
    var isKnown: Bool?
    var isFailure: Bool?
    var severity: String?
    var sourceLocation: Place?
  }

  struct AttachmentRecord: Decodable {
    var path: String?
  }

  struct Payload: Decodable {
    // Of a test: what it is.
    var id: String?
    var kind: String?
    var name: String?
    var displayName: String?
    var sourceLocation: Place?
    // Of an event: what happened.
    var testID: String?
    var instant: Instant?
    var messages: [Message]?
    var issue: IssueRecord?
    var attachment: AttachmentRecord?
  }

  var kind: String
  var payload: Payload

  /// Quotes inside a record's strings are escaped, so these stand only where a record starts.
  private static let starts = [
    Array(#"{"kind":"event","payload":{"#.utf8), Array(#"{"kind":"test","payload":{"#.utf8),
  ]

  /// What a line of output holds.
  enum Line {
    /// A record, after text that was printed without a line break.
    case record(EventRecord, printed: ArraySlice<UInt8>)
    case printed(ArraySlice<UInt8>)
    /// The line starts like a record but is none.
    case unreadable
  }

  /// Tells records from printed text.
  static func reading(_ line: ArraySlice<UInt8>) -> Line {
    guard line.last == UInt8(ascii: "}") || starts.contains(where: line.starts(with:)),
      let start = lastStart(in: line)
    else { return .printed(line) }
    if let record = try? JSONDecoder().decode(EventRecord.self, from: Data(line[start...])) {
      return .record(record, printed: line[..<start])
    }
    return start == line.startIndex ? .unreadable : .printed(line)
  }

  private static func lastStart(in line: ArraySlice<UInt8>) -> Int? {
    line.indices.last { index in
      line[index] == UInt8(ascii: "{") && starts.contains { line[index...].starts(with: $0) }
    }
  }
}
