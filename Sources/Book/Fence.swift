// A fence is a block of code in a chapter, with the role that its info string gives it.

/// What becomes of a fence.
package enum Role: Hashable, Sendable {
  /// `swift`: the part's module.
  case implementation
  /// `swift test`: the part's test target, at file scope.
  case test
  /// `swift support`: the part's test target, folded on the page.
  case support
  /// `swift example`: the body of one test function.
  case example
  /// `swift fails "text"`: must not compile, with this text among the errors.
  case fails(expected: String)
  /// `swift traps "text"`: the body of a test function that must trap, saying this text.
  case traps(expected: String)
  /// `swift illustration "reason"`: shown, never compiled.
  case illustration(reason: String)
  /// `yaml binding=ID`: a binding's schema.
  case schema(binding: String)
  /// `dts binding=ID`: an example tree of a binding.
  case tree(binding: String)
  /// `text layout=NAME`: a record, as a table of its fields.
  case layout(name: String)
  /// `text output`: what the example before it prints.
  case output
  /// Any other language, or an indented block.
  case plain

  /// The word that stands for the role in info strings, pages and JSON.
  package var name: String {
    switch self {
    case .implementation: "implementation"
    case .test: "test"
    case .support: "support"
    case .example: "example"
    case .fails: "fails"
    case .traps: "traps"
    case .illustration: "illustration"
    case .schema: "schema"
    case .tree: "tree"
    case .layout: "layout"
    case .output: "output"
    case .plain: "plain"
    }
  }

  /// Whether the fence's code runs, so that it has a verdict and may prove rules.
  package var isRun: Bool { self == .test || isBody }

  /// Whether the fence's code is the body of a test function of its own.
  package var isBody: Bool {
    if case .traps = self { return true }
    return self == .example
  }

  /// Whether the fence states a format: a binding, an example of one, or a record.
  package var isStatement: Bool {
    switch self {
    case .schema, .tree, .layout: true
    default: false
    }
  }

  /// Whether a list of the book's tests has it: what is run, and what must not compile.
  package var isListedTest: Bool {
    if case .fails = self { return true }
    return isRun
  }

  /// Whether the fence's code stands in a tangled file.
  package var isTangled: Bool { self == .implementation || self == .support || isRun }
}

/// A block of code, with the lines it stands on.
///
///     line            ```swift example rule=range.capped
///     firstCodeLine   first line of code
///     …
///     lastLine        ```
package struct Fence: Hashable, Sendable {
  /// The language as written, empty when there is none.
  package var language: String
  package var role: Role
  /// The rules that this fence says it proves.
  package var provedRules: [String] = []
  /// Where each of them stands on the line; empty where that is not known.
  package var ruleColumns: [Int] = []
  /// Why it is known to fail, in the author's words; `nil` for code that is to pass.
  package var gap: String?
  /// Words by which a run may choose its tests.
  package var tags: [String] = []
  /// How many seconds each of its tests may take; `nil` for as long as any other.
  package var timeLimit: Int?
  /// Seconds that a test may be given: a day at most.
  package static let timeLimits = 1...86_400
  /// Seconds that a test has where nobody says otherwise.
  package static let usualTimeLimit = 60
  /// Whether tests can be tagged so: a letter or digit, then also dots, hyphens and underscores.
  package static func isTag(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil
  }
  /// What the info string of a layout says beside its name: `size=4096`.
  package var attributes: [String: String] = [:]
  /// The format that a schema is a form of, where that is another's name: `form-of=note`.
  package var formOf: String?
  /// What a schema or a layout says of the releases that have this form; `nil` when it says nothing.
  package var claim: ReleaseClaim?
  /// The line of the opening fence; of the first code in an indented block, which has no fence.
  package var line: Int
  package var firstCodeLine: Int
  /// The line of the closing fence; of the last code when there is none.
  package var lastLine: Int
  /// Whether the block ends as its author meant it to; an indented block always does.
  package var isClosed: Bool
  /// The code, without the fences and without a list's or quote's prefix; each line ends with \n.
  package var code: String
  /// Index of the nearest heading above in the chapter's headings.
  package var heading: Int?
  /// The name of the test function that an example is the body of, with backticks; `nil` for other roles.
  package var testName: String?
  /// What its run compares, in order; empty for code that does not run.
  package var checks: [Check] = []
  /// How many more bytes stand before the code of a line than in it, as in a list or quote; other lines are
  /// absent.
  package var prefixWidths: [Int: Int] = [:]
  /// The tests that its code declares, in order.
  package var tests: [DeclaredTest] = []
  /// What the chapter says that it prints.
  package var output: StatedOutput?

  /// The lines that have an anchor on the page: the opening fence and the code.
  var shownLines: ClosedRange<Int> {
    line...max(line, isClosed && firstCodeLine > line ? lastLine - 1 : lastLine)
  }
}
