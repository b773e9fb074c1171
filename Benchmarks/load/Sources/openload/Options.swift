import Glibc

/// What is sent, how often and for how long.
struct Options {
  var port: UInt16 = 8443
  var rate = 2000.0
  var seconds = 20.0
  var connections = 64
  /// home, events or replay.
  var mode = "home"
  var isGzip = false
  /// Whether pages are asked for with the tag they had before.
  var isRevalidating = false
  /// Facts in one batch.
  var batch = 100
  /// One access token a line.
  var tokens = ""
  /// One title or asset a line.
  var titles = ""
  var assets = ""

  init(_ arguments: [String]) {
    var words = arguments.dropFirst().makeIterator()
    while let word = words.next() {
      switch word {
      case "--gzip": isGzip = true
      case "--revalidate": isRevalidating = true
      default:
        guard let value = words.next() else { Self.fail("\(word) needs a value") }
        set(word, value)
      }
    }
  }

  private mutating func set(_ word: String, _ value: String) {
    switch word {
    case "--port": port = UInt16(value) ?? port
    case "--rate": rate = Double(value) ?? rate
    case "--seconds": seconds = Double(value) ?? seconds
    case "--connections": connections = Int(value) ?? connections
    case "--mode": mode = value
    case "--batch": batch = Int(value) ?? batch
    case "--tokens": tokens = value
    case "--titles": titles = value
    case "--assets": assets = value
    default: Self.fail("unknown option \(word)")
    }
  }

  static func fail(_ what: String) -> Never {
    let line = "openload: \(what)\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
    exit(64)
  }

  /// The lines of a file.
  static func lines(_ path: String) -> [String] {
    guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
    defer { fclose(file) }
    var lines: [String] = []
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    while getline(&line, &capacity, file) > 0 {
      if let line { lines.append(String(cString: line).filter { $0 != "\n" }) }
    }
    free(line)
    return lines
  }
}
