import PickModel

/// A schedule as lines of a user's crontab.
///
/// cron knows the machine's own zone only and does not try again, so the month is tried on each of
/// the first seven days: a month that is published already is left alone, one that is not over in
/// Seoul or has not arrived ends with 75.
struct CronLines {
  let schedule: Schedule

  /// The text to add to a crontab.
  func text() throws(ScheduleError) -> String {
    var lines = ["# Pick; the times are of this machine's zone."]
    for job in Schedule.Job.allCases {
      let days = job == .monthly ? "1-7" : "*"
      var words: [String] = []
      for (name, value) in schedule.environment.sorted(by: { $0.key < $1.key }) {
        words.append("\(name)=\(try Self.quoted(value))")
      }
      for word in schedule.command(of: job) { words.append(try Self.quoted(word)) }
      let time = schedule.time
      lines.append("\(time.minute) \(time.hour) \(days) * * \(words.joined(separator: " "))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A word for the shell, with `%`, where cron would end the command, escaped.
  static func quoted(_ word: String) throws(ScheduleError) -> String {
    guard DisplayText.isSafe(word) else { throw .controlCharacter(in: word) }
    guard !word.unicodeScalars.contains("\\") else { throw .backslash(in: word) }
    // By scalars: a mark that follows an apostrophe makes one character of both.
    var text = "'"
    for scalar in word.unicodeScalars {
      switch scalar {
      case "'": text += "'\"'\"'"
      case "%": text += "\\%"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "'"
  }
}
