import Glibc

/// Reads a password from the terminal without showing it, or from a pipe.
struct PasswordPrompt {
  /// Whether there is somebody to ask.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 }

  func read() throws(Failure) -> String {
    guard Self.isPossible else {
      guard let line = readLine(strippingNewline: true), !line.isEmpty else {
        throw Failure(.badData, "Standard input holds no password.")
      }
      return line
    }
    let first = ask("New password: ")
    guard !first.isEmpty else { throw Failure(.badData, "No password was typed.") }
    guard first == ask("The same again: ") else {
      throw Failure(.badData, "The two were not the same. Nothing was changed.")
    }
    return first
  }

  /// Asks one question; the answer is not shown.
  func ask(_ question: String) -> String {
    StandardError.write(question)
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      StandardError.write("\n")
    }
    return readLine(strippingNewline: true) ?? ""
  }
}
