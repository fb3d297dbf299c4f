// Changes of properties, one for each rule.

import Bindings

private let u64 = ValueForm.number(NumberForm(width: 8))
private let u32 = ValueForm.number(NumberForm(width: 4))
private let i64 = ValueForm.number(NumberForm(width: 8, isSigned: true))

/// Makes a property a plain required number in the machine's order.
private func plain(_ property: inout PropertySchema) {
  property.form = u64
  property.order = .native
  property.count = Limits(1, 1)
  property.isRequired = true
  property.constraints = Constraints()
  property.items = []
  property.facts.unit = .bytes
  property.facts.target = nil
  property.facts.sizeSource = nil
  property.facts.absence = nil
  property.facts.zero = nil
  property.facts.values = [:]
  property.facts.bits = [:]
}

private func plainly(
  _ more: @escaping (inout PropertySchema) -> Void
) -> (inout PropertySchema) -> Void {
  { property in
    plain(&property)
    more(&property)
  }
}

private func list(_ least: Int, _ most: Int?) -> (inout PropertySchema) -> Void {
  plainly { property in
    property.form = .numbers(NumberForm(width: 8))
    property.count = Limits(least, most)
  }
}

private func text(_ more: @escaping (inout PropertySchema) -> Void) -> (inout PropertySchema) ->
  Void
{
  plainly { property in
    property.form = .text
    property.order = .big
    property.facts.unit = nil
    more(&property)
  }
}

extension Mutation {
  static var ofProperties: [Mutation] {
    presence + types + lists + constraints + meanings
  }

  private static var presence: [Mutation] {
    [
      property("prop-required-to-optional", of: plain) { $0.isRequired = false },
      property("prop-deprecated", of: plain) { $0.isDeprecated = true },
      property("prop-renamed", of: plain) { $0.name += "-more" },
      property(
        "prop-optional-renamed",
        of: plainly {
          $0.isRequired = false
          $0.facts.absence = "as before"
        }
      ) { $0.name += "-more" },
    ]
  }

  private static var types: [Mutation] {
    [
      property("width-widened", of: plainly { $0.form = u32 }) { $0.form = u64 },
      property("order-changed", of: plain) { $0.order = .big },
      property("signedness-changed", of: plain) { $0.form = i64 },
      property("kind-changed-same-length", of: plain) { property in
        property.form = .numbers(NumberForm(width: 4))
        property.count = Limits(2, 2)
      },
      property("kind-changed", of: plain) { property in
        property.form = .numbers(NumberForm(width: 4))
        property.count = Limits(3, 3)
      },
      property("unit-changed", of: plain) { $0.facts.unit = .pages },
      property("unit-removed", of: plain) { $0.facts.unit = nil },
      property("target-changed", of: plainly { $0.facts.target = "memory" }) {
        $0.facts.target = "anything"
      },
      property("target-added", of: plain) { $0.facts.target = "memory" },
      property("size-source-changed", of: plainly { $0.facts.sizeSource = "a" }) {
        $0.facts.sizeSource = "b"
      },
      property("size-source-added", of: plain) { $0.facts.sizeSource = "a" },
      property("type-removed", of: plain) { $0.form = .untyped },
    ]
  }

  private static var lists: [Mutation] {
    [
      property("scalar-to-list", of: plain) { property in
        property.form = .numbers(NumberForm(width: 8))
        property.count = Limits(1, 4)
      },
      property("scalar-to-longer-list", of: plain) { property in
        property.form = .numbers(NumberForm(width: 8))
        property.count = Limits(2, 4)
      },
      property("list-least-raised", of: list(1, 8)) { $0.count.least = 2 },
      property("list-most-lowered", of: list(1, 8)) { $0.count.most = 4 },
      property("list-most-raised", of: list(1, 8)) { $0.count.most = nil },
      property("list-count-changed", of: list(2, 2)) { $0.count = Limits(3, 3) },
      property(
        "list-order-changed",
        of: plainly { property in
          property.form = .numbers(NumberForm(width: 8))
          property.count = Limits(2, 2)
          property.items = ["address", "size"]
        }
      ) { $0.items = ["size", "address"] },
      property(
        "list-item-changed",
        of: plainly { property in
          property.form = .numbers(NumberForm(width: 8))
          property.count = Limits(2, 2)
          property.items = ["address", "size"]
        }
      ) { $0.items = ["address", "length"] },
      property(
        "row-width-changed",
        of: plainly { property in
          property.form = .rows(NumberForm(width: 8), columns: 2)
          property.count = Limits(1, nil)
          property.items = ["address", "size"]
        }
      ) { property in
        property.form = .rows(NumberForm(width: 8), columns: 3)
        property.items = ["address", "size", "flags"]
      },
    ]
  }

  private static var constraints: [Mutation] {
    [
      property("const-changed", of: plainly { $0.constraints.constant(1) }) {
        $0.constraints.constant(2)
      },
      property("const-added", of: plain) { $0.constraints.constant(1) },
      property("enum-added", of: plain) { $0.constraints.numbers = [1, 2] },
      property("enum-value-removed", of: plainly { $0.constraints.numbers = [1, 2, 3] }) {
        $0.constraints.numbers = [1, 3]
      },
      property("enum-changed", of: plainly { $0.constraints.numbers = [1, 2] }) {
        $0.constraints.numbers = [2, 3]
      },
      property("minimum-raised", of: plain) { $0.constraints.minimum = 1 },
      property("maximum-lowered", of: plainly { $0.constraints.maximum = 1 << 52 }) {
        $0.constraints.maximum = 1 << 40
      },
      property("multiple-tightened", of: plainly { $0.constraints.multiple = 512 }) {
        $0.constraints.multiple = 4096
      },
      property("multiple-changed", of: plainly { $0.constraints.multiple = 6 }) {
        $0.constraints.multiple = 4
      },
      property("text-limit-tightened", of: text { $0.constraints.length = Limits(0, 15) }) {
        $0.constraints.length = Limits(0, 8)
      },
      property("text-pattern-narrowed", of: text { $0.constraints.pattern = "^[a-z0-9]+$" }) {
        $0.constraints.pattern = "^[a-z]+$"
      },
      property("text-pattern-widened", of: text { $0.constraints.pattern = "^[a-z]+$" }) {
        $0.constraints.pattern = nil
      },
      property("text-pattern-changed", of: text { $0.constraints.pattern = "^[a-c]+$" }) {
        $0.constraints.pattern = "^[b-d]+$"
      },
    ]
  }

  private static var meanings: [Mutation] {
    [
      property("value-renumbered", of: plainly { $0.facts.values = ["on": 1] }) {
        $0.facts.values = ["on": 2]
      },
      property("value-renumbered", of: plainly { $0.facts.values = ["on": 1] }) {
        $0.facts.values = ["off": 1]
      },
      property("value-named", of: plainly { $0.facts.values = ["on": 1] }) {
        $0.facts.values["off"] = 2
      },
      property("bit-reassigned", of: plainly { $0.facts.bits = ["dirty": 0] }) {
        $0.facts.bits = ["valid": 0]
      },
      property("bit-added", of: plainly { $0.facts.bits = ["dirty": 0] }) {
        $0.facts.bits["valid"] = 3
      },
      property("zero-changed", of: plainly { $0.facts.zero = "none" }) { $0.facts.zero = "all" },
      property("zero-added", of: plain) { $0.facts.zero = "none" },
      property("default-changed", of: plainly { $0.optional("one") }) { $0.facts.absence = "two" },
      property("default-added", of: plainly { $0.optional(nil) }) { $0.facts.absence = "one" },
    ]
  }
}

extension PropertySchema {
  fileprivate mutating func optional(_ absence: String?) {
    isRequired = false
    facts.absence = absence
  }
}

extension Constraints {
  fileprivate mutating func constant(_ number: Int128) {
    numbers = [number]
    isConstant = true
  }
}
