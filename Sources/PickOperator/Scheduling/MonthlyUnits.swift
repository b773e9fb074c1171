/// A schedule as unit files of systemd: a service and a timer for each job.
///
/// A month that has not arrived (75), a full disk (74) and a run that was killed are tried again each
/// hour. What does not get better by trying again ends the run; a model that the gate rejected (99)
/// is an answer and no failure.
struct MonthlyUnits {
  /// The first line of each file: by it a file is known again that may be removed.
  static let mark = "# Written by pickctl schedule install, which overwrites it."

  /// The names of the files.
  static let names = Schedule.Job.allCases.flatMap { ["\($0.unit).service", "\($0.unit).timer"] }

  let schedule: Schedule

  /// The files by name, in the order they are written.
  func files() throws(ScheduleError) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    for job in Schedule.Job.allCases {
      files.append(("\(job.unit).service", try service(of: job)))
      files.append(("\(job.unit).timer", timer(of: job)))
    }
    return files
  }

  private func service(of job: Schedule.Job) throws(ScheduleError) -> String {
    var lines = [
      Self.mark,
      "[Unit]",
      "Description=\(description(of: job))",
      "Documentation=man:pickctl(1)",
      "",
      "[Service]",
      "Type=oneshot",
    ]
    if let user = schedule.user { lines.append("User=\(user)") }
    for (name, value) in schedule.environment.sorted(by: { $0.key < $1.key }) {
      lines.append("Environment=\(try UnitText.quoted("\(name)=\(value)"))")
    }
    lines += [
      "ExecStart=\(try UnitText.command(schedule.command(of: job)))",
      "SuccessExitStatus=99",
      "Restart=on-failure",
      "RestartSec=1h",
      "RestartPreventExitStatus=64 65 69 70 77 78",
      "Nice=10",
      "UMask=0077",
      "NoNewPrivileges=yes",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func timer(of job: Schedule.Job) -> String {
    // The day after a fall is early enough to watch; the month is over at midnight in Seoul.
    let day = job == .monthly ? "*-*-01" : "*-*-*"
    return """
      \(Self.mark)
      [Unit]
      Description=\(description(of: job))
      Documentation=man:pickctl(1)

      [Timer]
      OnCalendar=\(day) \(schedule.time.text):00 Asia/Seoul
      RandomizedDelaySec=15min
      Persistent=true

      [Install]
      WantedBy=timers.target

      """
  }

  private func description(of job: Schedule.Job) -> String {
    switch job {
    case .monthly: "Pick: the month that is over, from its files to a published model"
    case .watch: "Pick: roll a model back that people watch less with"
    }
  }
}
