import Foundation
import Glibc
import PickCommand
import PickSystem

/// Writes unit files into a folder of systemd's, all or none, after systemd itself has read and
/// accepted them.
struct UnitFolder {
  /// Whose units the folder holds.
  enum Kind: Equatable {
    case user
    case system
  }

  let path: String
  let kind: Kind
  /// The program that verifies; `nil` where there is none.
  var verifier: String? = UnitFolder.findVerifier()
  var environment: [String: String] = ProcessInfo.processInfo.environment

  /// The folder of the user's own units, by XDG, or of the system's; `nil` without a HOME.
  init?(kind: Kind, environment: [String: String]) {
    switch kind {
    case .system: path = "/etc/systemd/system"
    case .user:
      guard let places = Places(environment: environment) else { return nil }
      let configuration = places.configuration.dropLast("/pick".count)
      path = "\(configuration)/systemd/user"
    }
    self.kind = kind
    self.environment = environment
  }

  /// Verifies the files in a folder of their own, then replaces all of them.
  ///
  /// - Returns: whether they were verified.
  /// - Throws: `ScheduleError.refused` before anything is in place; `notWritten`, after which all
  ///   files are those from before: half of the units would be another schedule than the one asked
  ///   for.
  func install(_ files: [(name: String, text: String)]) throws -> Bool {
    let isVerified = try verify(files)
    Files.makeDirectories(path)
    let units = files.map { Unit(path: "\(path)/\($0.name)") }
    var placed: [(unit: Unit, hadEarlier: Bool)] = []
    do {
      for (unit, file) in zip(units, files) { try Self.write(file.text, to: unit.new) }
      for unit in units { placed.append((unit, try unit.place())) }
    } catch {
      for (unit, hadEarlier) in placed.reversed() { unit.putBack(hadEarlier: hadEarlier) }
      for unit in units { Glibc.unlink(unit.new) }
      throw error
    }
    for unit in units { Glibc.unlink(unit.old) }
    Files.synchronizeDirectory(path)
    return isVerified
  }

  /// What is in a unit's place.
  enum Presence: String, Encodable {
    case missing
    /// A file that `install` wrote.
    case installed
    /// Another file of that name.
    case foreign
  }

  func presence(of name: String) -> Presence {
    do throws(FileError) {
      let bytes = try Files.read("\(path)/\(name)", limit: 1 << 16)
      let text = String(decoding: bytes, as: UTF8.self)
      return text.hasPrefix(MonthlyUnits.mark + "\n") ? .installed : .foreign
    } catch .missing { return .missing } catch { return .foreign }
  }

  /// Whether systemd starts a timer by itself: `systemctl enable` has made a link.
  func isEnabled(_ timer: String) -> Bool { access(link(of: timer), F_OK) == 0 }

  private func link(of timer: String) -> String { "\(path)/timers.target.wants/\(timer)" }

  /// Removes the units that `install` wrote, and the links to them; what is not there is no error.
  ///
  /// - Returns: the paths that were removed, and those of files that are not `install`'s.
  /// - Throws: `ScheduleError.notRemoved`.
  func remove() throws(ScheduleError) -> (removed: [String], left: [String]) {
    var removed: [String] = []
    var left: [String] = []
    for name in MonthlyUnits.names {
      let file = "\(path)/\(name)"
      switch presence(of: name) {
      case .missing: continue
      case .foreign: left.append(file)
      case .installed:
        try Self.unlink(file)
        removed.append(file)
        // A link of `systemctl enable` would lead nowhere now.
        if Self.leads(link(of: name), to: name) { try Self.unlink(link(of: name)) }
      }
    }
    if !removed.isEmpty { Files.synchronizeDirectory(path) }
    return (removed, left)
  }

  private static func leads(_ link: String, to name: String) -> Bool {
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
    return target.map { $0.split(separator: "/").last.map(String.init) == name } ?? false
  }

  private static func unlink(_ file: String) throws(ScheduleError) {
    guard Glibc.unlink(file) != 0, errno != ENOENT else { return }
    throw .notRemoved(path: file, errno: errno)
  }

  /// One file and its neighbours, which systemd passes over by their names.
  private struct Unit {
    let path: String
    var new: String { path + ".new" }
    var old: String { path + ".old" }

    /// Puts the new file in its place and the earlier one beside it.
    ///
    /// - Returns: whether there was an earlier one.
    func place() throws(ScheduleError) -> Bool {
      var status = stat()
      let hasEarlier = lstat(path, &status) == 0
      guard !hasEarlier || status.st_mode & S_IFMT != S_IFDIR else {
        throw .notWritten(path: path, .notRegular)
      }
      guard !hasEarlier || rename(path, old) == 0 else {
        throw .notWritten(path: path, .inputOutput(code: errno))
      }
      guard rename(new, path) == 0 else {
        let code = errno
        if hasEarlier { rename(old, path) }
        throw .notWritten(path: path, .inputOutput(code: code))
      }
      return hasEarlier
    }

    /// Undoes `place`.
    func putBack(hadEarlier: Bool) {
      if hadEarlier { rename(old, path) } else { Glibc.unlink(path) }
    }
  }

  private static func write(_ text: String, to file: String) throws(ScheduleError) {
    do {
      try Files.replace(file, by: file + ".new", with: Array(text.utf8)) { temporary in
        // systemd complains about units that only their owner reads; they hold no secrets.
        chmod(temporary, 0o644)
      }
    } catch let error as FileError {
      throw .notWritten(path: file, error)
    } catch {
      throw .notWritten(path: file, .inputOutput(code: EIO))
    }
  }

  /// Asks `systemd-analyze verify` about the files.
  ///
  /// - Returns: `false` where there is no such program.
  private func verify(_ files: [(name: String, text: String)]) throws -> Bool {
    guard let verifier else { return false }
    let staging = FileManager.default.temporaryDirectory
      .appendingPathComponent("pick-units-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: staging, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: staging) }
    for (name, text) in files { try Self.write(text, to: "\(staging)/\(name)") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: verifier)
    process.arguments =
      ["verify", "--man=no", "--recursive-errors=no", kind == .user ? "--user" : "--system"]
      + files.map { "\(staging)/\($0.name)" }
    var variables = environment
    // Without a session there is none, and the user's units cannot be read then.
    if variables["XDG_RUNTIME_DIR"] == nil { variables["XDG_RUNTIME_DIR"] = staging }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let words = Pipe()
    process.standardError = words
    try process.run()
    let said = words.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // Units of others may be told about as well; a line that names ours is a refusal too: systemd
    // ignores what it does not understand and goes on.
    let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
      .filter { line in files.contains { line.contains($0.name) } }
    guard process.terminationStatus == 0, lines.isEmpty else {
      let reason =
        lines.isEmpty ? "status \(process.terminationStatus)" : lines.joined(separator: "; ")
      throw ScheduleError.refused(by: reason.replacing("\(staging)/", with: ""))
    }
    return true
  }

  private static func findVerifier() -> String? {
    ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first { access($0, X_OK) == 0 }
  }
}
