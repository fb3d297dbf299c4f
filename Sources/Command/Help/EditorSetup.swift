// What editors are told, so that they take the author to the lines that weft complains of. Each setup is
// held by a test that reads weft's own lines with the very pattern shown here.

/// An editor and the text to put into its settings.
struct EditorSetup: Codable {
  var name: String
  /// Where the text goes, in a sentence.
  var place: String
  var text: String

  static let all = [vsCode, vim, emacs]

  /// Where an author finds the Swift that a line of a chapter becomes.
  static let tangled = """
    A tangled file has its chapter's line numbers, and names the chapter in its line 2: line 31 of
    .build/weft/swift/plugins/outputs/…/02-lions.md.swift is line 31 of Spec/Zoo/02-lions.md. What the
    compiler and the tests say leads to the chapter already; 'weft tangle' writes such files to look at.

    Completion, hover and definitions in a chapter's Swift come from 'weft lsp', a language server for
    Markdown files over standard input and output. In Neovim: vim.lsp.config('weft', {cmd = {'weft', 'lsp'},
    filetypes = {'markdown'}, root_markers = {'Package.swift'}}); vim.lsp.enable('weft'). In Emacs with
    eglot: (add-to-list 'eglot-server-programs '(markdown-mode . ("weft" "lsp"))).
    """

  static let vsCode = EditorSetup(
    name: "vscode", place: "Visual Studio Code: into .vscode/tasks.json; run the task once.",
    text: #"""
      {
        "version": "2.0.0",
        "tasks": [
          {
            "label": "weft check",
            "type": "shell",
            "command": "weft check --watch",
            "isBackground": true,
            "problemMatcher": {
              "owner": "weft",
              "fileLocation": ["relative", "${workspaceFolder}"],
              "pattern": {
                "regexp": "^(.+?):(\\d+):(\\d+): (error|warning|note): (.*)$",
                "file": 1, "line": 2, "column": 3, "severity": 4, "message": 5
              },
              "background": {
                "activeOnStart": true,
                "beginsPattern": "^checking$",
                "endsPattern": "^(\\d+ chapters, |error: )"
              }
            }
          }
        ]
      }
      """#)

  static let vim = EditorSetup(
    name: "vim", place: "Vim: into its vimrc; :make fills the list, :cnext goes on.",
    text: #"""
      autocmd FileType markdown setlocal makeprg=weft\ check
      autocmd FileType markdown setlocal errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tote:\ %m
      """#)

  static let emacs = EditorSetup(
    name: "emacs", place: "Emacs with flycheck: into its init file; M-x compile needs nothing.",
    text: #"""
      (flycheck-define-checker weft
        "The text of a book of weft."
        :command ("weft" "check")
        :working-directory
        (lambda (_) (locate-dominating-file default-directory "Package.swift"))
        :error-patterns
        ((error line-start (file-name) ":" line ":" column ": error: " (message) line-end)
         (warning line-start (file-name) ":" line ":" column ": warning: " (message) line-end)
         (info line-start (file-name) ":" line ":" column ": note: " (message) line-end))
        :modes (markdown-mode gfm-mode))
      (add-to-list 'flycheck-checkers 'weft)
      """#)
}
