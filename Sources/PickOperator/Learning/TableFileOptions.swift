import ArgumentParser
import PickImport
import PickModel

/// The options that state the form of a table instead of letting it be recognised.
struct TableFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which columns of a file are what, by name or by number from 1: "
        + "user=userId,item=movieId,rating=stars,time=when (default: by the header's usual names). "
        + "Names without = choose what a table shows: model,ndcg@10.",
      valueName: "columns"))
  var columns: [TableColumnsArgument] = []
  @Option(
    help: ArgumentHelp(
      "What separates columns: comma, tab, semicolon, bar, space, ::, or the character itself "
        + "(default: recognised).", valueName: "separator"))
  var separator: SeparatorArgument?
  @Option(
    help: "The file's encoding: UTF-8, CP949, Latin-1, UTF-16 (default: recognised).",
    transform: TextEncoding.argument)
  var encoding: TextEncoding?
  @Option(
    help: """
      How times are written: seconds, milliseconds, microseconds or nanoseconds since 1970, iso \
      (2023-08-01T23:05:47+09:00), compact (20230801), dmy (31/12/2023) or mdy (default: recognised).
      """,
    transform: TimeFormat.argument)
  var timeFormat: TimeFormat?
  @Option(
    help: """
      What the rating column holds: ratings, counts of plays, or yes when its numbers do not matter \
      (default: recognised).
      """,
    transform: RatingValues.argument)
  var values: RatingValues?

  /// Refuses the choice of shown columns where no table is printed.
  func checkNoneShown() throws {
    guard let name = shown.first else { return }
    throw ValidationError(
      "--columns says here which column of a file is what: user=NAME and so on, not \(name).")
  }

  /// An option that was given; `nil` when none was.
  var named: String? {
    let given = [
      ("--columns", columns.contains { !$0.columns.isEmpty }), ("--separator", separator != nil),
      ("--encoding", encoding != nil), ("--time-format", timeFormat != nil),
      ("--values", values != nil),
    ]
    return given.first(where: \.1)?.0
  }

  /// The columns of what is printed that were asked for; empty for all of them.
  var shown: [String] { columns.flatMap(\.shown) }

  /// The same for the reader of files.
  var options: TableOptions {
    TableOptions(
      columns: columns.reduce(into: [:]) { $0.merge($1.columns) { $1 } },
      separator: separator?.text, encoding: encoding,
      timeFormat: timeFormat, values: values)
  }
}

extension RatingValues {
  fileprivate static func argument(_ name: String) throws -> RatingValues {
    guard let values = RatingValues(rawValue: name.lowercased()) else {
      throw ValidationError("--values is ratings, counts or yes.")
    }
    return values
  }
}

/// "user=userId,item=movieId" of a file, or "model,ndcg@10" of a table that is printed.
struct TableColumnsArgument: ExpressibleByArgument, Equatable {
  /// Which column of a file is what.
  let columns: [TableOptions.Role: String]
  /// The columns that are shown, in their order; empty where a file's are named.
  let shown: [String]

  init?(argument: String) {
    guard argument.utf8.count <= 2000 else { return nil }
    guard argument.utf8.contains(UInt8(ascii: "=")) else {
      shown = argument.split(separator: ",").map { String($0.trimmed) }
      columns = [:]
      let roles = TableOptions.Role.allCases.map(\.rawValue) + ["timestamp"]
      guard !shown.isEmpty, !shown.contains(where: { $0.isEmpty || roles.contains($0) }) else {
        return nil
      }
      return
    }
    var columns: [TableOptions.Role: String] = [:]
    for part in argument.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { String($0.trimmed) }
      guard sides.count == 2, !sides[1].isEmpty,
        let role = sides[0] == "timestamp" ? .time : TableOptions.Role(rawValue: sides[0]),
        columns.updateValue(sides[1], forKey: role) == nil
      else { return nil }
    }
    guard !columns.isEmpty else { return nil }
    self.columns = columns
    shown = []
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// The separator of columns, by name or literally.
struct SeparatorArgument: ExpressibleByArgument, Equatable {
  let text: String

  init?(argument: String) {
    let names = [
      "comma": ",", "tab": "\t", "\\t": "\t", "semicolon": ";", "bar": "|", "pipe": "|",
      "space": " ",
    ]
    let text = names[argument] ?? argument
    let bytes = Array(text.utf8)
    let isMark = bytes.allSatisfy { byte in
      byte == 0x09
        || (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"")
          && !(0x30...0x39).contains(byte) && !(0x61...0x7A).contains(byte | 0x20)
    }
    guard (1...2).contains(bytes.count), isMark else { return nil }
    self.text = text
  }
}

extension TimeFormat {
  /// Reads the name of a format as people write it.
  fileprivate static func argument(_ name: String) throws -> TimeFormat {
    let short: [String: TimeFormat] = [
      "s": .seconds, "ms": .milliseconds, "us": .microseconds, "ns": .nanoseconds,
      "iso8601": .iso, "iso-8601": .iso, "date": .iso, "unix": .seconds, "epoch": .seconds,
    ]
    let plain = name.lowercased()
    if let format = TimeFormat(rawValue: plain) ?? short[plain] { return format }
    let known = allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("--time-format is one of \(known).")
  }
}

extension TextEncoding {
  /// Reads the name of an encoding as people write it.
  static func argument(_ name: String) throws -> TextEncoding {
    guard let encoding = TextEncoding(named: name) else {
      throw ValidationError(
        "Pick reads UTF-8, CP949, Latin-1 and UTF-16, not \(DisplayText.sanitized(name)).")
    }
    return encoding
  }
}
