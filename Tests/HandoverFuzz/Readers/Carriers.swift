// Readers of what carries the numbers of a handover.

import DeviceTree
import Handover
import Memblock

/// A tree if the bytes are one, else memory with a list of setup_data.
func readCarrier(_ bytes: [UInt8]) -> Bool {
  if let blob = try? DeviceTreeBlob(bytes) { return readChosen(blob) }
  return MemoryImage(bytes).map(readSetupData) ?? false
}

/// What is accepted, a kernel believes, and it can be written and read again.
private func readSetupData(_ image: MemoryImage) -> Bool {
  let believed = CarriedNumbers.believed(from: image.head, of: image.machine)
  _ = try? SetupList.randomPlaces(from: image.head, of: image.machine)
  guard let list = try? SetupList(from: image.head, of: image.machine) else { return false }
  must(list.entries.count <= SetupList.longest, "a list is short")
  must(believed == (list.numbers.map { [$0] } ?? []), "a kernel believes what was read")
  guard let numbers = list.numbers else { return false }
  _ = try? numbers.bootData()
  must(CarriedNumbers(numbers.bytes) == numbers, "numbers are the same when written again")
  return true
}

/// The same for a tree: written again it carries the same numbers.
private func readChosen(_ blob: DeviceTreeBlob) -> Bool {
  _ = CarriedNumbers(believedOf: blob, as: .cellsOfAddress)
  guard let carried = try? CarriedNumbers.carried(by: blob) else { return false }
  must(CarriedNumbers(believedOf: blob) == carried, "a kernel believes what was read")
  var tree = blob.tree
  guard (try? tree.carry(carried)) != nil else { return true }
  guard let bytes = try? tree.blob(), let again = try? DeviceTreeBlob(bytes) else {
    fatalError("broken: what was read can be written and read")
  }
  must(CarriedNumbers(believedOf: again) == carried, "numbers are the same when written again")
  return true
}
