// How the book's commands begin and end.

package import ArgumentParser
import Foundation

/// A command that ends with the exit codes of the project: 2 for a wrong command line, else what its
/// ``Failure`` says.
package protocol PlainCommand: AsyncParsableCommand {}

extension PlainCommand {
  package static func main() async {
    do {
      var command = try parseAsRoot()
      if var own = command as? any AsyncParsableCommand {
        try await own.run()
      } else {
        // Help, as ArgumentParser gives it.
        try command.run()
      }
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch let failure as Failure {
      Console.complain(failure.description)
      Foundation.exit(failure.status)
    } catch {
      let isHelp = exitCode(for: error).isSuccess
      let text = fullMessage(for: error)
      if isHelp { print(text) } else { Console.complain(text.harmlessLines) }
      Foundation.exit(isHelp ? 0 : 2)
    }
  }
}
