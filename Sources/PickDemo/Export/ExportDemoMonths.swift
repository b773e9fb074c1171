import Crypto
import Glibc
import PickModel
import PickSystem

/// Writes whole months of a demo world in the original's own format, as its monthly delivery.
///
/// A month is written beside its place and renamed when it is complete. Each has the catalogue as
/// it was when the month ended, so that every month can be imported by itself.
public struct ExportDemoMonths: Sendable {
  /// The number of months one export can have.
  public static let monthLimit = 1...24

  /// The files written for one month.
  public struct Month: Equatable, Sendable {
    /// "2026-10".
    public let name: String
    /// Its directory.
    public let path: String
    /// Rows of `assets.csv`, `views.csv` and `clicks.csv`, headers not counted.
    public let assets: Int
    /// See `assets`.
    public let views: Int
    /// See `assets`.
    public let clicks: Int
  }

  private let recipe: DemoRecipe
  private let months: [ExportMonth]

  /// An export of the `months` whole months before `recipe.until`.
  ///
  /// The recipe's days do not matter: the world is made as long as the months ask.
  ///
  /// - Parameters:
  ///   - months: how many.
  ///   - recipe: sizes, seed and date.
  /// - Throws: `outOfRange` when the months or a size are.
  public init(months: Int, of recipe: DemoRecipe) throws(DemoError) {
    guard Self.monthLimit.contains(months) else {
      throw .outOfRange(option: "months", allowed: Self.monthLimit)
    }
    self.months = ExportMonth.last(months, before: recipe.until)
    var recipe = recipe
    let first = self.months.first?.start ?? recipe.end
    recipe.days = Int((recipe.end.secondsSince1970 - first.secondsSince1970) / 86_400)
    try recipe.validate()
    self.recipe = recipe
  }

  /// Writes `inbox/YYYY-MM/{assets,views,clicks}.csv` and `manifest.json` for each month.
  ///
  /// - Parameters:
  ///   - inbox: the directory the months go to; made when it is missing.
  ///   - progress: called with steps done and steps in all.
  /// - Returns: what was written, the earliest month first.
  /// - Throws: `alreadyExported` before anything is written when a month is there; `full`,
  ///   `inputOutput` for files.
  public func run(
    inbox: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(DemoError) -> [Month] {
    for month in months where access("\(inbox)/\(month.name)", F_OK) == 0 {
      throw .alreadyExported(path: "\(inbox)/\(month.name)")
    }
    let steps = 100 + months.count * 10
    let world = try DemoWorld(recipe) { progress($0 * 100 / max(1, $1), steps) }
    let delivery = MonthDelivery(world)
    var written: [Month] = []
    for month in months {
      written.append(try delivery.write(month, to: inbox))
      progress(100 + written.count * 10, steps)
    }
    return written
  }
}

/// One whole month in Seoul.
struct ExportMonth: Equatable, Sendable {
  let year: Int
  let month: Int

  /// "2026-10".
  var name: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  /// The first instant of the month and the first one after it.
  var start: Instant { Self.firstDay(year, month) }
  var end: Instant { month == 12 ? Self.firstDay(year + 1, 1) : Self.firstDay(year, month + 1) }

  /// The `count` whole months before `until`, the earliest first.
  static func last(_ count: Int, before until: SeoulTime) -> [ExportMonth] {
    let firstAfter = until.year * 12 + until.month - 1
    return (firstAfter - count..<firstAfter).map {
      ExportMonth(year: $0 / 12, month: $0 % 12 + 1)
    }
  }

  private static func firstDay(_ year: Int, _ month: Int) -> Instant {
    SeoulTime(year: year, month: month, day: 1)?.instant ?? Instant(secondsSince1970: 0)
  }
}

/// A CP949 file being written row by row, with its count of rows and its checksum.
struct ExportFile: ~Copyable {
  /// The manifest's entry of a file.
  struct Summary: Equatable, Sendable {
    let name: String
    /// Without the header.
    let rows: Int
    /// SHA-256 in lower-case hexadecimal.
    let checksum: String
  }

  private let name: String
  private let path: String
  private let file: OpenFile
  private var rows = -1
  private var hash = SHA256()
  private var waiting: [UInt8] = []

  private static let chunk = 1 << 18

  static func begun(
    _ name: String, in directory: String, header: [String]
  ) throws(DemoError) -> ExportFile {
    let path = "\(directory)/\(name)"
    var file = ExportFile(name, path, try open(path))
    try file.append(header)
    return file
  }

  private init(_ name: String, _ path: String, _ file: consuming OpenFile) {
    self.name = name
    self.path = path
    self.file = file
    waiting.reserveCapacity(Self.chunk * 2)
  }

  mutating func append(_ fields: [String]) throws(DemoError) {
    let line = CSVLine.text(fields)
    guard let bytes = CP949.bytes(line) else { throw .notEncodable(line) }
    waiting += bytes
    rows += 1
    if waiting.count >= Self.chunk { try flush() }
  }

  /// Brings everything to the disk.
  consuming func finish() throws(DemoError) -> Summary {
    try flush()
    do { try file.synchronize() } catch { throw .file(path, error.errno) }
    return Summary(name: name, rows: rows, checksum: Hexadecimal.encode(hash.finalize()))
  }

  private mutating func flush() throws(DemoError) {
    hash.update(data: waiting)
    do { try file.write(waiting) } catch { throw .file(path, error.errno) }
    waiting.removeAll(keepingCapacity: true)
  }

  private static func open(_ path: String) throws(DemoError) -> OpenFile {
    do { return try Files.open(path, for: .overwriting, links: .followed) } catch {
      throw .file(path, error.errno)
    }
  }

  /// Writes a small file as a whole.
  static func write(_ text: String, to path: String) throws(DemoError) {
    let file = try open(path)
    do {
      try file.write(Array(text.utf8))
      try file.synchronize()
    } catch {
      throw .file(path, error.errno)
    }
  }
}

extension DemoError {
  /// The error for a number of the system.
  static func file(_ path: String, _ code: Int32) -> DemoError {
    code == ENOSPC || code == EDQUOT
      ? .full(path: path) : .inputOutput(path: path, reason: String(cString: strerror(code)))
  }
}
