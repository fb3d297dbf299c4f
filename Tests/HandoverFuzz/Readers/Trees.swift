// Readers of device trees.

import DeviceTree
import Handover
import Memblock

/// Whatever was read answers all questions, and written again it is the same.
func readBlob(_ bytes: [UInt8]) -> Bool {
  let blob: DeviceTreeBlob
  do throws(MalformedBlob) { blob = try DeviceTreeBlob(bytes) } catch {
    must(0..<max(1, bytes.count) ~= error.offset, "an error lies in the blob")
    return false
  }
  must(blob.tokenCount <= bytes.count / 4, "a token has four bytes")
  must(blob.nodes.count <= blob.tokenCount, "a node has a token")
  must(blob.reservations.count <= bytes.count / 16, "a reservation has sixteen bytes")
  var (names, values) = (0, 0)
  for node in blob.nodes {
    names += node.name.utf8.count
    // A name may have a slash in it; the path is no way to the node then, but a question still.
    must(node.parent.map { $0.child(node.name) != nil } ?? true, "\(node.path) is found")
    _ = blob.node(at: node.path)
    for property in node.properties {
      names += property.name.utf8.count
      values += property.value.bytes.count
      _ = property.value.description
      if let handle = try? property.value.cells().first { _ = blob.node(handle: handle) }
      must(node.property(property.name) != nil, "\(property.name) is found by its name")
    }
  }
  must(values <= bytes.count, "values do not overlap")
  must(names <= DeviceTreeBlob.nameLimit * blob.tokenCount, "names are short")
  let tree = blob.tree
  guard let again = try? tree.blob(reservations: blob.reservations),
    let second = try? DeviceTreeBlob(again)
  else { fatalError("broken: what was read can be written and read") }
  must(second.tree == tree, "a tree is the same when written again")
  must(second.reservations == blob.reservations, "and so are reservations")
  return true
}

/// A tree of any layout is what it says when written again, and every remark lies in the blob.
func readTree(_ bytes: [UInt8]) -> Bool {
  var isAccepted = false
  for form in TreeForm.allCases {
    guard let tree = try? HandoverTree(bytes, as: form) else { continue }
    isAccepted = true
    for node in tree.nodes { _ = try? tree.find(node.name) }
    guard let again = try? tree.blob(), let second = try? HandoverTree(again, as: form) else {
      fatalError("broken: a tree as \(form) can be written and read")
    }
    must(second.list == tree.list, "a list is where it was")
    must(second.nodes == tree.nodes, "nodes of \(form) are the same when written again")
  }
  do throws(MalformedBlob) {
    let found = try Inspection(bytes)
    for note in found.values + found.violations + found.unmentioned {
      must(0..<max(1, bytes.count) ~= note.offset, "a remark lies in the blob")
      _ = note.description
    }
    must(found.values.count <= bytes.count, "no more values than bytes")
  } catch { must(!isAccepted, "what is a tree for a kernel can be inspected") }
  return isAccepted
}
