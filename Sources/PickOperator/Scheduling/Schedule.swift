/// The regular work of one database: the pipeline each month, the watch over the model each day.
///
/// A value that is written as units of systemd or as lines of cron; looks at nothing itself.
struct Schedule: Equatable {
  /// The path of `pickctl`, absolute.
  var program: String
  /// The database, as `--database` takes it, a file by its absolute path.
  var database: String
  /// The directory the months arrive in, absolute.
  var inbox: String
  /// The directory of the models, absolute; `nil` for the database's own.
  var models: String?
  /// When the work begins.
  var time: TimeOfDay
  /// Variables the work needs, by name; no secrets.
  var environment: [String: String] = [:]
  /// The user a unit of the system runs as; `nil` in a user's own units.
  var user: String?
  /// What a shell is to do when a stage fails; `nil` for nothing.
  var onFailure: String?
  /// The file of figures of the last month's run, absolute; `nil` for none.
  var metricsFile: String?
  /// Months whose facts stay when a model is published; `nil` for all.
  var keepMonths: Int?

  /// A kind of work with a timer of its own.
  enum Job: String, CaseIterable {
    case monthly, watch

    /// The name of its units, without the ending.
    var unit: String { "pick-\(rawValue)" }
  }

  /// The words of a job's command line, the program first.
  func command(of job: Job) -> [String] {
    switch job {
    case .monthly:
      [program, "pipeline", "run", "--inbox", inbox, "--database", database] + modelsOption
        + failureOption + (metricsFile.map { ["--metrics-file", $0] } ?? [])
        + (keepMonths.map { ["--keep-months", "\($0)"] } ?? [])
    case .watch:
      [program, "pipeline", "watch", "--database", database] + modelsOption + failureOption
    }
  }

  private var failureOption: [String] { onFailure.map { ["--on-failure", $0] } ?? [] }

  private var modelsOption: [String] { models.map { ["--models", $0] } ?? [] }
}

/// A time on the clock, from 00:00 to 23:59.
struct TimeOfDay: Equatable {
  let hour: Int
  let minute: Int

  /// Reads `HH:MM`; `nil` for anything else.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      let hour = Self.number(bytes[0], bytes[1]), let minute = Self.number(bytes[3], bytes[4]),
      hour < 24, minute < 60
    else { return nil }
    (self.hour, self.minute) = (hour, minute)
  }

  /// `HH:MM`.
  var text: String { Self.digits(hour) + ":" + Self.digits(minute) }

  private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func number(_ tens: UInt8, _ ones: UInt8) -> Int? {
    let zero = UInt8(ascii: "0")
    guard (zero...zero + 9).contains(tens), (zero...zero + 9).contains(ones) else { return nil }
    return Int(tens - zero) * 10 + Int(ones - zero)
  }
}
