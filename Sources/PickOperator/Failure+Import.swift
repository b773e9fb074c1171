import PickCore

extension Failure {
  init(_ error: ImportError) {
    switch error {
    case .demoDatabase:
      self.init(
        .noPermission,
        "This is a demo world; nothing is imported into one. Choose another file with --data.")
    case .missingFile(let file): self.init(.unavailable, "There is no file \(file).")
    case .unreadableFile(let file, let reason):
      self.init(.inputOutput, "\(file) cannot be read: \(reason)")
    case .emptyFile(let file):
      self.init(.badData, "\(file) is empty. Nothing was changed.")
    case .wrongHeader(let file, let missing):
      let columns = missing.joined(separator: ", ")
      self.init(
        .badData,
        "\(file):1: the header lacks \(columns). Nothing was changed. In a file of ratings say "
          + "which columns they are: --columns user=NAME,item=NAME,time=NUMBER")
    case .missingColumns(let file, let columns):
      self.init(
        .badData,
        "\(file):1: there is no column \(columns.joined(separator: ", ")) (--columns).")
    case .otherFormat(let file, let format):
      self.init(.badData, "\(file) is \(format.rawValue), and no table. \(format.advice)")
    case .unclearValues(let file, let usual, let highest):
      self.init(
        .badData,
        "\(file): ratings go to \(usual), but one is \(highest). Mend it, or say what they are: "
          + "--values ratings or --values counts")
    case .unsupportedEncoding(let file, let encoding):
      self.init(
        .badData,
        "\(file) is \(encoding). Convert it to UTF-8, or use --encoding.")
    case .tooManyRejected(_, let count, let rows):
      self.init(
        .badData,
        "\(count) of \(rows) rows are bad, more than 1 %. Nothing was changed; mend them, try again."
      )
    case .badRow(let first, let count):
      let more = count > 1 ? " (the first of \(count) bad rows)" : ""
      self.init(.badData, "\(first.file):\(first.line): \(first.reason.text)\(more).")
    case .accountNumberTaken:
      self.init(
        .badData,
        "An account of the same number came from another source. Use a database of its own.")
    case .cancelled: self.init(.tryAgain, "Stopped before it was done; nothing was changed.")
    case .store(let error): self.init(error)
    }
  }
}
