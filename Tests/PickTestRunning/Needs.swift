import Foundation
import Synchronization
public import Testing

/// What a test needs and a machine may lack.
///
/// A test that is left out for want of it is written down, a line each, in the file that
/// `PICK_TEST_SKIPS` names; `scripts/left-out` makes the last line of `./scripts/test` of it.
public enum Need: String, Sendable, CaseIterable {
  case mariaDB, galera, chromium, gnuplot, tmux, faketime, zbar, openBLAS, systemd, root, ownDisk
  case movieLens, helloPick, movieTweetings

  /// The value of a variable of the environment; empty is not set.
  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The first of these files that is there.
  private static func file(_ places: String...) -> String? {
    places.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// What is there to meet the need: an address, a path or a folder; `nil` where nothing is.
  public var found: String? {
    switch self {
    case .mariaDB: Self.variable("PICK_TEST_MARIADB")
    case .galera: Self.variable("PICK_TEST_GALERA")
    case .chromium: Self.variable("PICK_TEST_CHROMIUM")
    case .gnuplot: Self.file("/usr/bin/gnuplot", "/usr/local/bin/gnuplot")
    case .tmux: Self.file("/usr/bin/tmux", "/usr/local/bin/tmux")
    case .faketime:
      ((try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? [])
        .map { "/usr/lib/\($0)/faketime/libfaketime.so.1" }
        .first(where: FileManager.default.fileExists(atPath:))
    case .zbar: Self.file("/usr/bin/zbarimg", "/usr/local/bin/zbarimg")
    case .systemd: Self.file("/usr/bin/systemd-analyze", "/bin/systemd-analyze")
    // Whoever asks tries it, since only trying tells.
    case .openBLAS, .ownDisk: nil
    case .root: geteuid() == 0 ? "root" : nil
    case .movieLens: Self.variable("PICK_MOVIELENS")
    case .helloPick: Self.variable("PICK_HELLOPICK")
    case .movieTweetings: Self.variable("PICK_MOVIETWEETINGS")
    }
  }

  /// What the tests that need it are counted as.
  var counted: String {
    switch self {
    case .mariaDB: "on MariaDB"
    case .galera: "on three nodes"
    case .chromium: "in Chromium"
    case .gnuplot: "with gnuplot"
    case .tmux: "in tmux"
    case .faketime: "with a turned clock"
    case .zbar: "that read a QR code"
    case .openBLAS: "with OpenBLAS"
    case .systemd: "with systemd"
    case .root: "as root"
    case .ownDisk: "on a disk of their own"
    case .movieLens: "with MovieLens"
    case .helloPick: "with HelloPick's data"
    case .movieTweetings: "with MovieTweetings"
    }
  }

  /// Why it is missing, or what would bring it.
  var remedy: String {
    switch self {
    case .mariaDB: "./scripts/test --all starts one"
    case .galera: "make full starts them"
    case .chromium: "./scripts/test --all runs it"
    case .gnuplot: "the package gnuplot-nox is not installed"
    case .tmux: "the package tmux is not installed"
    case .faketime: "the package faketime is not installed"
    case .zbar: "the package zbar-tools is not installed"
    case .openBLAS: "the package libopenblas0-pthread is not installed"
    case .systemd: "the package systemd is not installed"
    case .root: "the tests do not run as root"
    case .ownDisk: "no file system may be mounted here"
    case .movieLens: "PICK_MOVIELENS is not set"
    case .helloPick: "PICK_HELLOPICK is not set"
    case .movieTweetings: "PICK_MOVIETWEETINGS is not set"
    }
  }

  /// Whether its absence is a failure where everything has to run: data sets are not always there,
  /// three nodes belong to `make full`, and a container may forbid a mount.
  var mustBeThere: Bool {
    switch self {
    case .mariaDB, .chromium, .gnuplot, .tmux, .faketime, .zbar, .openBLAS, .systemd, .root: true
    case .galera, .ownDisk, .movieLens, .helloPick, .movieTweetings: false
    }
  }

  /// Notes that a test is left out.
  ///
  /// - Throws: `Missing` where nothing may be left out, that is with `CI` set.
  public func leaveOut(_ test: Test? = Test.current) throws {
    try Self.note(
      name: test.map { "\($0.id)" } ?? "a test", need: self,
      into: Self.variable("PICK_TEST_SKIPS"), isStrict: Self.variable("CI") != nil)
  }

  private static let lock = Mutex(())

  static func note(name: String, need: Need, into file: String?, isStrict: Bool) throws {
    if let file {
      let line = "\(need.counted)\t\(need.remedy)\t\(name.replacing("\n", with: " "))\n"
      lock.withLock { _ in
        guard let stream = fopen(file, "a") else { return }
        fputs(line, stream)
        fclose(stream)
      }
    }
    if isStrict, need.mustBeThere { throw Missing(need: need) }
  }

  /// Something that must be there where `CI` is set is not.
  public struct Missing: Error, CustomStringConvertible {
    let need: Need

    /// What is missing, as the failure names it.
    public var description: String {
      "a test \(need.counted) must not be left out where CI is set: \(need.remedy)"
    }
  }
}

/// Leaves tests out where what they need is missing, and writes that down.
public struct Needs: TestTrait, SuiteTrait {
  let need: Need
  /// Whether the test runs all the same, on what is there.
  let runsWithout: Bool
  /// Whether it is met.
  let isThere: @Sendable () -> Bool

  /// Tests within a suite are counted each.
  public var isRecursive: Bool { true }

  /// Decides before the test is run.
  public func prepare(for test: Test) async throws {
    guard !isThere() else { return }
    if !test.isSuite { try need.leaveOut(test) }
    guard !runsWithout else { return }
    try await ConditionTrait.disabled("left out: \(need.remedy)").prepare(for: test)
  }
}

extension Trait where Self == Needs {
  /// The test is left out where the need is not met.
  public static func needs(_ need: Need) -> Self { needs(need, isThere: need.found != nil) }

  /// The test is left out where the need is not met, which only trying tells.
  public static func needs(
    _ need: Need, isThere: @autoclosure @escaping @Sendable () -> Bool
  ) -> Self {
    Needs(need: need, runsWithout: false, isThere: isThere)
  }

  /// The test runs on what is there, and less of it where the need is not met.
  public static func also(_ need: Need) -> Self {
    Needs(need: need, runsWithout: true) { need.found != nil }
  }
}
