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

  /// The record of a line; `nil` when the line holds none.
  init?(line: ArraySlice<UInt8>) {
    guard let record = try? JSONDecoder().decode(EventRecord.self, from: Data(line)) else {
      return nil
    }
    self = record
  }
}
