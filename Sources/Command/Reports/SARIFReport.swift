// A report in SARIF 2.1.0, the form in which forges and editors take what analysers found.
//
// A place has a line and no column: SARIF counts columns in characters, and weft, as compilers do, in
// bytes.

import Book
import Foundation
import TextTables

/// What a job has to say, as a SARIF log with one run.
struct SARIFReport: Encodable {
  private var version = "2.1.0"
  private var schema = "https://json.schemastore.org/sarif-2.1.0.json"
  private var runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case version, runs
    case schema = "$schema"
  }

  init(_ remarks: [Remark], version: String) {
    let rules = Set(remarks.map(\.rule)).sorted()
    let descriptors = rules.map {
      Descriptor(id: $0, shortDescription: Text(text: Remark.explanation(ofRule: $0)))
    }
    let driver = Driver(name: "weft", version: version, rules: descriptors)
    runs = [Run(tool: Tool(driver: driver), results: remarks.map(Result.init))]
  }

  /// Sorted keys, so that equal values give equal bytes.
  func json() throws -> Data {
    Data((try jsonText() + "\n").utf8)
  }

  private struct Run: Encodable {
    var tool: Tool
    var results: [Result]
  }

  private struct Tool: Encodable { var driver: Driver }

  private struct Driver: Encodable {
    var name: String
    var version: String
    var rules: [Descriptor]
  }

  private struct Descriptor: Encodable {
    var id: String
    var shortDescription: Text
  }

  private struct Text: Encodable { var text: String }

  private struct Result: Encodable {
    var ruleId: String
    var level: String
    var message: Text
    var locations: [Place]
    var relatedLocations: [Place]?
    var partialFingerprints: [String: String]?
    var suppressions: [Suppression]?

    init(_ remark: Remark) {
      (ruleId, level) = (remark.rule, "\(remark.level)")
      message = Text(text: remark.message)
      locations = remark.location.map { [Place($0)] } ?? []
      let related = remark.related.map { Place($0.location, $0.message) }
      relatedLocations = related.isEmpty ? nil : related
      partialFingerprints = remark.fingerprint.map { ["weft/v1": $0] }
      suppressions = remark.acceptance.map { [Suppression(justification: $0)] }
    }
  }

  /// Why a result does not count.
  private struct Suppression: Encodable {
    var kind = "external"
    var justification: String
  }

  private struct Place: Encodable {
    private struct Physical: Encodable {
      var artifactLocation: Artifact
      var region: Region
    }
    private struct Artifact: Encodable {
      var uri: String
      var uriBaseId = "%SRCROOT%"
    }
    private struct Region: Encodable { var startLine: Int }

    private var physicalLocation: Physical
    private var message: Text?

    init(_ location: Location, _ message: String? = nil) {
      let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":"))
      let uri = location.file.addingPercentEncoding(withAllowedCharacters: allowed)
      physicalLocation = Physical(
        artifactLocation: Artifact(uri: uri ?? location.file),
        region: Region(startLine: max(1, location.line)))
      self.message = message.map { Text(text: $0) }
    }
  }
}
