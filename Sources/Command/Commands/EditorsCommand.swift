// `weft editors`: what to tell an editor.

import ArgumentParser
import Foundation
import TextTables

struct EditorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "editors",
    abstract: "Tells how editors show what 'weft check' finds, at its lines.",
    discussion: """
      Prints what goes into the settings of Visual Studio Code, Vim and Emacs, and how a chapter's \
      line is found in the Swift that it becomes. The program is called 'weft' in them; where it is \
      not in PATH, write 'swift run weft' or './weft' instead.
      """)

  @Argument(
    help: "One editor: vscode, vim or emacs.",
    completion: .list(EditorSetup.all.map(\.name)))
  var editor: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    let names = EditorSetup.all.map(\.name)
    guard let editor, !names.contains(editor) else { return }
    throw ValidationError(
      "nothing is known of an editor '\(Console.cleaned(editor))'; take \(names.joined(separator: ", "))"
    )
  }

  func run() throws {
    let setups = EditorSetup.all.filter { editor == nil || $0.name == editor }
    if json {
      print(try setups.jsonText())
    } else {
      // One alone goes into a file as it is.
      let texts = setups.map { editor == nil ? "\($0.place)\n\n\($0.text)\n" : $0.text }
      print((texts + (editor == nil ? [EditorSetup.tangled] : [])).joined(separator: "\n"))
    }
  }
}
