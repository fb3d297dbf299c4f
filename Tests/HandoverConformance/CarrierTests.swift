// The carriers of a handover, setup_data and /chosen, by the book and by the kernel's own code.

import DeviceTree
import Memblock
import Testing
import Trials

@testable import Handover

@Suite(.enabled(if: NewestKernel.isThere, NewestKernel.advice)) struct CarrierTests {
  /// Where the driver has memory.
  static let memory: PhysicalRange = 0x1000_0000..<0x1010_0000

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func words(_ numbers: CarriedNumbers) -> String {
    let words = [numbers.tree, numbers.treeSize, numbers.table, numbers.tableSize]
      .map { "0x" + String($0, radix: 16) }
    return " \(words[0])+\(words[1]),\(words[2])+\(words[3])"
  }

  /// Numbers that a kernel writes, of which some do not fit 32 bits.
  private static func numbers(_ random: inout SeededGenerator) -> CarriedNumbers {
    func place() -> UInt64 { random.number(1...0x1f_ffff) << random.one(of: [12, 16]) }
    let isLarge = random.number(0...9) == 0
    let size = isLarge ? random.number(0x1000...1 << 33) : 16 * random.number(1...8)
    return CarriedNumbers(tree: place(), treeSize: 0x1000, table: place(), tableSize: size)
  }

  @Test func `entries of setup_data are written and read alike, and lead to the same places`()
    async throws
  {
    var read = 0
    for seed in UInt64(1)...300 {
      var random = SeededGenerator(seed: seed)
      let list = try RandomList(&random)
      var (script, book) = (list.script, list.answers)
      let context = { Comment(rawValue: "seed \(seed):\n\(script.joined(separator: "\n"))") }
      if let believed = CarriedNumbers.believed(from: list.head, of: list.machine) {
        read += believed.count
        script.append("parse \(list.head)")
        book.append("parse" + believed.map(Self.words).joined())
        script.append("places \(list.head)")
        let places = try SetupList.randomPlaces(from: list.head, of: list.machine)
        let words = places?.map { " \($0.base)+0x" + String($0.size, radix: 16) }
        book.append("places" + (words?.joined() ?? " of the firmware"))
      }
      let kernel = try await NewestKernel.carrierAnswers(to: script)
      try #require(kernel == book, context())
    }
    #expect(read > 200, "\(read)")
  }

  /// A list in memory, some of whose entries are damaged.
  private struct RandomList {
    var machine = Machine([Region(CarrierTests.memory)])
    var head: PhysicalAddress = 0
    var script: [String] = []
    var answers: [String] = []

    init(_ random: inout SeededGenerator) throws {
      // Areas that some of the tables have.
      for number in UInt64(0)..<6 {
        let (base, size) = (random.number(0...0xfff) << 21, random.number(0...9) << 21)
        try write([base, size], at: 0x1008_0000 + 16 * number)
      }
      for number in UInt64(0)..<random.number(0...5) {
        // Where the next entry begins, no entry lies across the end of a page.
        let place = PhysicalAddress(0x1000_1000 + 0x1000 * number + 16 * random.number(0...100))
        if random.number(0...2) == 0 {
          let kind: UInt64 = random.one(of: [1, 3, 9, 11, 0x8000_000a])
          try write([head.rawValue, random.number(0...40) << 32 | kind], at: place.rawValue)
          head = place
        } else {
          try carry(at: place, &random)
        }
        guard random.number(0...3) == 0, head == place else { continue }
        let kind: UInt64 = random.one(of: [10, 10, 9])
        let length: UInt64 = random.one(of: [
          0, 1, 31, 33, 0x1000, 0x3_f000, 0x5_0000, 0xffff_fff0, 0xffff_ffff,
        ])
        try write([length << 32 | kind], at: place.rawValue + 8)
      }
    }

    /// Has both sides put an entry in front.
    private mutating func carry(
      at place: PhysicalAddress, _ random: inout SeededGenerator
    ) throws {
      var numbers = CarrierTests.numbers(&random)
      (numbers.table, numbers.tableSize) = (0x1008_0000, random.number(0...96))
      if random.number(0...4) == 0 { numbers.table = 0 }
      if random.number(0...4) == 0 { numbers.tree = 0 }
      let isThere = numbers.table != 0 && numbers.tree != 0
      let (tree, table) = (PhysicalAddress(numbers.tree), PhysicalAddress(numbers.table))
      script.append("carry \(tree) \(table) \(numbers.tableSize) \(place) \(head)")
      head = try machine.carry(isThere ? numbers : nil, at: place, to: head)
      answers.append(head.description)
    }

    private mutating func write(_ numbers: [UInt64], at address: UInt64) throws {
      var bytes: [UInt8] = []
      for number in numbers { bytes.append(number: number) }
      try machine.write(bytes, at: PhysicalAddress(address))
      script.append("write \(PhysicalAddress(address)) " + CarrierTests.hexadecimal(bytes))
      answers.append("ok \(bytes.count)")
    }
  }

  @Test func `/chosen is written in the same trees, with the same errors, and read alike`()
    async throws
  {
    var (written, refused, taken) = (0, [String: Int](), 0)
    for seed in UInt64(1)...400 {
      var random = SeededGenerator(seed: seed)
      let (root, numbers) = (Self.root(&random), Self.numbers(&random))
      let isThere = random.number(0...5) != 0
      let blob = Self.hexadecimal(try root.blob())
      let tree = "0x" + String(isThere ? numbers.tree : 0, radix: 16)
      let kernel = try await NewestKernel.carrierAnswers(to: [
        "chosen \(tree) \(PhysicalAddress(numbers.table)) \(numbers.tableSize) \(blob)"
      ])
      let context = Comment(rawValue: "seed \(seed):\n\(root)\n\(numbers)")
      var made = root
      var failure: ChosenFailure?
      do throws(ChosenFailure) { try made.carry(isThere ? numbers : nil) } catch { failure = error }
      if let failure {
        let number = failure == .cells ? "error -14" : "error -15"
        try #require(kernel[0] == number, context)
        refused[number, default: 0] += 1
      } else {
        let bytes = try #require(Self.bytes(kernel[0]), context)
        try #require(try DeviceTreeBlob(bytes).tree == made, context)
        written += 1
      }
      for tree in failure == nil ? [root, made] : [root] {
        let blob = try tree.blob()
        let kernel = try await NewestKernel.carrierAnswers(to: ["read " + Self.hexadecimal(blob)])
        let believed = CarriedNumbers(believedOf: try DeviceTreeBlob(blob))
        try #require(kernel == ["read" + (believed.map(Self.words) ?? "")], context)
        taken += believed == nil ? 0 : 1
      }
    }
    let counts = Comment(rawValue: "\(written) \(refused) \(taken)")
    #expect(written > 100 && taken > 30, counts)
    #expect(refused.count == 2 && refused.values.allSatisfy { $0 > 10 }, counts)
  }

  @Test func `an image is told of the tree and the table, and one for a crash of nothing`()
    async throws
  {
    var memory = KernelMemory(
      Machine([Region(0x0..<0x100_0000)]), freePages: FreePages([0x1000..<0x40_0000]))
    try memory.machine.store(UInt64(0xe0_0000), at: 0x80_0000)
    try memory.machine.store(UInt64(0x20_0000), at: 0x80_0008)
    let scratch = try ScratchAreas(reading: 0x80_0000..<0x80_0010, from: memory.machine)
    let book = BookKernel(memory, scratch: scratch)
    let kernel = try await NewestKernel.answers(to: [
      "memory 0x0 0x1000000 0", "free 0x1000 0x400000",
      "write 0x800000 0000e000000000000000200000000000", "table 0x800000 1", "start", "image 0",
      "image 1",
    ])
    let answers = [false, true].map { isForCrash in
      book.outgoing.bootData(forCrash: isForCrash).map { "ok tree \($0.tree) table" } ?? "ok"
    }
    #expect(Array(kernel.suffix(2)) == answers)
    #expect(answers == ["ok tree \(book.treePage) table", "ok"])
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count else { return nil }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }

  /// A root that may say how many cells there are, and a node that may have been made to carry something.
  private static func root(_ random: inout SeededGenerator) -> TreeNode {
    var root = TreeNode(properties: [.init("compatible", .string("random"))])
    for name in ["#size-cells", "#address-cells"] where random.number(0...4) != 0 {
      let cells: UInt32 = random.one(of: [2, 2, 2, 1, 1, 3, 4, 5])
      root.properties.append(.init(name, .cells(cells)))
    }
    root.children = [TreeNode("memory@0")]
    guard random.number(0...5) != 0 else { return root }
    var chosen = TreeNode(random.number(0...3) == 0 ? "chosen@0" : "chosen")
    chosen.properties = [.init("bootargs", .string("kho=on"))]
    for name in ["linux,kho-fdt", "linux,kho-scratch"] {
      for _ in 0..<random.one(of: [1, 1, 1, 1, 0, 2]) {
        let cells = random.one(of: [4, 4, 3, 2, 2, 0, 5, 8])
        let bytes = (0..<4 * cells).map { _ in UInt8(random.number(0...255)) }
        chosen.properties.append(.init(name, .bytes(bytes)))
      }
    }
    root.children.append(chosen)
    return root
  }
}

extension SeededGenerator {
  /// One of some values, of which there must be one.
  fileprivate mutating func one<Value>(of values: [Value]) -> Value {
    values[Int(number(0...UInt64(values.count - 1)))]
  }
}
