// The bench on the formats that the book ships: each rule's change, made at each node, property and record
// where it can be made, is found and nothing else is.

import Bindings
import Book
import Foundation
import Testing

@testable import Review

struct ShippedBenchTests {
  /// What the chapters of the part Handover state.
  private static let shipped: Formats = {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = package.appending(path: "Spec/Handover")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let entries = names.filter { $0.hasSuffix(".md") }.sorted()
      .map { BookFolder.Entry(name: $0, kind: .regular) }
    let book = Book.reading(BookFolder(path: "Spec", parts: ["Handover": entries])) { path in
      if path.hasSuffix("book.yml") { return Array("title: T\nparts: [Handover]\n".utf8) }
      return (try? [UInt8](Data(contentsOf: package.appending(path: path)))) ?? []
    }
    var formats = Formats(BindingSet(book))
    for id in ["bench-one", "bench-two"] {
      formats.bindings[id] = Binding(id: id, node: NodeSchema())
    }
    return formats
  }()

  /// Formats with one binding and those that its nodes follow; records have changes of their own.
  private func formats(_ id: String) -> Formats {
    var formats = Self.shipped
    let references = formats.bindings[id]?.node.children.compactMap(\.reference) ?? []
    let kept = Set(references + [id, "bench-one", "bench-two"])
    formats.bindings = formats.bindings.filter { kept.contains($0.key) }
    formats.layouts = [:]
    return formats
  }

  private static let ids: [String] = shipped.bindings.keys.filter { !$0.hasPrefix("bench") }
    .sorted()

  @Test(arguments: ids)
  func `each change of a shipped binding gives exactly its finding`(id: String) {
    let formats = formats(id)
    var rules: Set<String> = []
    var count = 0
    for (mutation, isReversed) in Mutation.all where !mutation.isOfLayouts {
      for pair in mutation.pairs(of: formats) where pair.place.hasPrefix("\(id):") {
        check(mutation.rule, pair, isReversed)
        rules.insert(mutation.rule)
        count += 1
      }
    }
    #expect(rules.count >= 110, "\(rules.count) rules")
    Attachment.record("\(id): \(rules.count) rules, \(count) changes\n", named: "\(id).txt")
  }

  @Test func `each change of a shipped record gives exactly its finding`() {
    var (rules, count): (Set<String>, Int) = ([], 0)
    for (mutation, isReversed) in Mutation.all where mutation.isOfLayouts {
      for pair in mutation.pairs(of: Self.shipped) {
        check(mutation.rule, pair, isReversed)
        rules.insert(mutation.rule)
        count += 1
      }
    }
    #expect(count > 300, "\(count) changes")
    let layouts = Self.shipped.layouts.count
    Attachment.record(
      "\(layouts) layouts: \(rules.count) rules, \(count) changes\n", named: "layouts.txt")
  }

  private func check(
    _ id: String, _ pair: (place: String, base: Formats, head: Formats), _ isReversed: Bool
  ) {
    let (base, head) = isReversed ? (pair.head, pair.base) : (pair.base, pair.head)
    let review = Review(from: base.set, to: head.set, seeksWitnesses: false)
    let found = Set(review.findings.map(\.rule.id))
    guard let rule = Catalogue.rule(id) else { return }
    let isNamed = rule.isFormat && rule.bump != .never
    #expect(
      found == (isNamed ? [id, "name-bump-missing"] : [id]), "\(id) at \(pair.place): \(found)")
  }
}

extension Mutation {
  fileprivate var isOfLayouts: Bool { if case .layout = target { true } else { false } }
}
