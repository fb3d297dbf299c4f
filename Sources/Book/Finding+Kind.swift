// The kinds of findings: a closed list, so that `weft explain` can tell of each, and a test can see
// that none is without one.

extension Finding {
  /// What a finding is about; the raw value is stable for programs.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case bindingExample = "binding-example"
    case bindingForm = "binding-form"
    case bindingName = "binding-name"
    case bindingPattern = "binding-pattern"
    case bindingReference = "binding-reference"
    case bindingRequired = "binding-required"
    case bindingSymbol = "binding-symbol"
    case chapterName = "chapter-name"
    case compiler
    case deadAnchor = "dead-anchor"
    case deadLink = "dead-link"
    case duplicateAnchor = "duplicate-anchor"
    case duplicateFootnote = "duplicate-footnote"
    case duplicateRule = "duplicate-rule"
    case duplicateTerm = "duplicate-term"
    case earlyFence = "early-fence"
    case emptyProof = "empty-proof"
    case emptyRange = "empty-range"
    case emptyRule = "empty-rule"
    case fenceInFootnote = "fence-in-footnote"
    case frontMatter = "front-matter"
    case gap
    case hiddenFence = "hidden-fence"
    case hiddenRule = "hidden-rule"
    case ignoredFile = "ignored-file"
    case invalidUTF8 = "invalid-utf8"
    case layoutForm = "layout-form"
    case malformedRule = "malformed-rule"
    case malformedTolerance = "malformed-tolerance"
    case malformedTerm = "malformed-term"
    case manifest
    case markdownLimit = "markdown-limit"
    case misplacedOutput = "misplaced-output"
    case misplacedRule = "misplaced-rule"
    case missingPart = "missing-part"
    case missingRelease = "missing-release"
    case missingText = "missing-text"
    case misspeltArrow = "misspelt-arrow"
    case misspeltLanguage = "misspelt-language"
    case notAFile = "not-a-file"
    case nulByte = "nul-byte"
    case provedRule = "proved-rule"
    case publishedAnchor = "published-anchor"
    case reachedCheck = "reached-check"
    case strayTag = "stray-tag"
    case strayWord = "stray-word"
    case tag
    case timeLimit = "time-limit"
    case unclosedComment = "unclosed-comment"
    case unclosedFence = "unclosed-fence"
    case unclosedQuote = "unclosed-quote"
    case undefinedFootnote = "undefined-footnote"
    case undefinedReference = "undefined-reference"
    case unknownAttribute = "unknown-attribute"
    case unknownRelease = "unknown-release"
    case unknownRole = "unknown-role"
    case unknownRule = "unknown-rule"
    case unlistedPart = "unlisted-part"
    case unprovedRule = "unproved-rule"
    case unreachedCheck = "unreached-check"
    case unreadable
    case unsteadyValue = "unsteady-value"
    case unusedFootnote = "unused-footnote"
  }
}

extension Finding.Kind {
  /// Why it is a finding, and how to mend it, in a short paragraph.
  package var explanation: String {
    switch self {
    case .bindingExample:
      "An example is a tree that a writer could write who follows the binding: it has all that is required,"
        + " nothing that is not stated, and each value as it is stated. Numbers in a machine's own order"
        + " are written as bytes, the lowest first."
    case .bindingForm:
      "A binding's schema is YAML in dt-schema's language, with keywords of this book's own that begin"
        + " with x-. This one has something that neither knows, or lacks what both need."
    case .bindingName:
      "A name is claimed by one binding and stands in one list once; else a reader cannot tell by it what"
        + " it has before it."
    case .bindingPattern:
      "A pattern of names can match, and is one that is understood. One that matches nothing forbids what"
        + " it was meant to allow, and no other tool says so."
    case .bindingReference:
      "A binding, a layout or a property that a schema mentions is stated somewhere in the book."
    case .bindingRequired:
      "What a schema requires it also states; else nobody knows what the required thing is."
    case .bindingSymbol:
      "The code that a schema names as its writer or reader is declared in a chapter."
    case .chapterName:
      "A chapter's path stands in a Swift string and in file names, so it has no quotes, backslashes"
        + " or control characters, and is unlike those of other chapters on disks that take 'A' for"
        + " 'a'. Rename the file."
    case .compiler:
      "The Swift compiler said this of the chapter's code, at the chapter's own line."
    case .deadAnchor:
      "A link names a place in a chapter that has no such heading, rule or anchor. Anchors are those"
        + " of GitHub: lower case, spaces as hyphens; a rule's is 'rule-' and its id; a line's is"
        + " 'L' and its number."
    case .deadLink:
      "A link or picture leads nowhere: to no chapter, to no file, or out of the book."
    case .duplicateAnchor:
      "Where book.yml allows HTML, an id of the author's own HTML is on its page already: as the anchor of a"
        + " heading, a rule, a term or a line, as an id of the page itself, or in the author's HTML."
    case .duplicateFootnote:
      "Two footnotes have one label, and Markdown shows only the first."
    case .duplicateRule:
      "Two rules have one id, so a proof would not say which of them it proves."
    case .duplicateTerm:
      "Two sentences define one term, so a link to it would not say which is meant. One of them links to the"
        + " other, or has an anchor of its own."
    case .earlyFence:
      "The tangled file of a chapter has the chapter's own line numbers, and its lines 1 to 3 are"
        + " taken by imports and the source location. A chapter starts with its title and a sentence."
    case .emptyProof:
      "A fence says that it proves rules, but nothing in it could fail: a proof states a value after"
        + " '// →', or has an expectation as code."
    case .emptyRange:
      "'since=6.18 until=7.0' after a rule's id means both releases and all between them, in one line of the"
        + " releases that book.yml lists. Here the second came before the first, or is of another line."
    case .emptyRule:
      "A block quote begins with a rule's id and says nothing after it."
    case .fenceInFootnote:
      "Footnotes are shown at the end of the page, far from where their code would stand in the"
        + " tangled file; no code in them is compiled. Move the fence out."
    case .frontMatter:
      "A chapter begins with front matter, lines of YAML between '---', in which two keys mean"
        + " something to weft: 'title', the page's title, and 'rules', for which releases the chapter's rules"
        + " hold that do not say it, as in 'rules: since=6.12'."
    case .gap:
      "gap=\"reason\" on a test or an example says that it is known to fail, and why. It is counted apart and"
        + " never as passed, proves nothing, and is a failure once it passes: then the gap is closed."
    case .hiddenFence:
      "These lines look like a Swift fence but are none to Markdown, so the code would silently not"
        + " be compiled."
    case .hiddenRule:
      "Only the start of a block quote makes a rule; an id further in would be overlooked."
    case .ignoredFile:
      "A file looks like a chapter but is none, so it would silently be left out: chapters end with .md"
        + " or .markdown and lie in the folder of their part, or in folders of it that are no links. What"
        + " begins with a dot is hidden."
    case .invalidUTF8:
      "Chapters are UTF-8. Save the file in that encoding."
    case .layoutForm:
      "A layout is a table: a line of titles, then a line for each field with its name, offset, width,"
        + " order and meaning. Fields do not overlap."
    case .malformedRule:
      "A rule's id is two or more words of a–z, 0–9 and hyphens, joined by dots: 'range.capped'."
    case .malformedTolerance:
      "'// → 0.333 ± 0.001' holds for a floating-point number that is at most 0.001 from 0.333; '+-' is the"
        + " same sign in ASCII. The tolerance is a number above 0."
    case .malformedTerm:
      "A term is defined where it stands in emphasis as a link to its own anchor, '[*big cat*](#term-big-cat)':"
        + " '#term-' and words in lower case, joined by hyphens, an anchor that no heading has."
    case .manifest:
      "Something is wrong in Spec/book.yml, the book's own description. That of a book that 'weft new' makes"
        + " says of each key what it is for."
    case .markdownLimit:
      "Markdown that would take the parser minutes or all memory is not read. The bounds are far"
        + " beyond what is written for people."
    case .misplacedOutput:
      "A 'text output' fence says what the example before it prints, or the one test of the fence before"
        + " it. There is no such fence under the same heading, or other code stands between."
    case .misplacedRule:
      "Only code that runs can prove a rule: a test or an example."
    case .missingPart:
      "book.yml lists a part that has no folder."
    case .missingRelease:
      "'releases' in book.yml has 'required: true', so each rule says for which of them it holds: after its id"
        + " in the bold, '**range.capped since=6.12 until=7.0**' or 'in=6.12,7.0'; or it is marked 'ours', a rule"
        + " of the book's own, with what others do instead where that is of use: 'ours=\"others go on\"'. The"
        + " front matter of a chapter ('rules:') or the defaults of a part in book.yml can say it for all"
        + " that do not."
    case .missingText:
      "Something that must be said in words is not: the expected error of 'fails', what 'traps' says, the reason of an"
        + " illustration or of an unproved rule."
    case .misspeltArrow:
      "A comment looks like a stated value but is none, so nothing would be checked."
    case .misspeltLanguage:
      "The first word of an info string is the language. This one looks like Swift but is not spelt"
        + " 'swift', so the code would silently not be compiled."
    case .notAFile:
      "A chapter is a regular file, and so is the list of published places: links could lead out of the package."
    case .nulByte:
      "A zero byte is no text."
    case .provedRule:
      "A rule says that nothing proves it, and yet a test does. One of the two has to go."
    case .publishedAnchor:
      "Spec/anchors.txt lists a place to which readers may have links, and it is gone. Let ' -> ' behind it lead to"
        + " where it went: its page then leads on. 'weft anchors' tells of that file."
    case .reachedCheck:
      "A stated value says (not reached: reason), but a run reached it and compared it. Remove the"
        + " remark."
    case .strayTag:
      "Where book.yml allows HTML, what a chapter's tags open ends in the chapter, and so does each tag and"
        + " declaration itself; else the rest of the page would be inside it, or something of the page's own"
        + " would end too early. An end counts where browsers take it for one: not in a table, a quote or a"
        + " list that began after its element."
    case .strayWord:
      "A word of the info string has no meaning where it stands."
    case .tag:
      "tag=WORD on a test or an example is a word of your own by which 'weft test --tag WORD' chooses it, such as"
        + " tag=slow."
    case .timeLimit:
      "time-limit=SECONDS on a test or an example says how long it may take where the usual 60 seconds are"
        + " not enough, or too many. A test that goes on is ended and counts as failed; the others run."
    case .unclosedComment:
      "A comment of HTML, which no page shows, has no end, so the rest of the chapter would vanish."
    case .unclosedFence:
      "A fence that is never closed swallows all that follows."
    case .unclosedQuote:
      "A quote in the info string has no end."
    case .undefinedFootnote:
      "The text refers to a footnote that the chapter does not define, so readers see its brackets."
    case .undefinedReference:
      "The text has the form of a link by reference, but the chapter does not define the reference, so"
        + " readers see its brackets."
    case .unknownAttribute:
      "The info string, or what stands after a rule's id, has an attribute that no stage knows."
    case .unknownRelease:
      "A rule says that it holds for a release that book.yml does not list under 'releases'."
    case .unknownRole:
      "The second word of a Swift fence says what becomes of it: test, support, example, fails, traps"
        + " or illustration; none makes it a part of the module."
    case .unknownRule:
      "A test or example says that it proves a rule that no chapter states."
    case .unlistedPart:
      "A folder below Spec has chapters or other Markdown, but book.yml does not list it, so they would be"
        + " ignored."
    case .unprovedRule:
      "Each rule is proved by a test or example that names it in rule=, or ends with"
        + " (unproved: reason)."
    case .unreachedCheck:
      "The test passed without ever computing this value or expectation: it stands in a branch that"
        + " was not taken, in a loop without a turn, or in a closure that nobody called. So it was"
        + " not checked, and the rules of its fence are not proved by it. Where that is meant, a"
        + " value ends with (not reached: reason)."
    case .unreadable:
      "The file cannot be read, or has more than 16 MiB."
    case .unsteadyValue:
      "'weft test --accept' runs an example twice before it writes what that shows, and the two runs showed"
        + " different values: a time, an address, the order of a set. Show something that is always the"
        + " same."
    case .unusedFootnote:
      "Markdown drops a footnote that no text refers to."
    }
  }
}
