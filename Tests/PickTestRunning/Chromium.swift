import Foundation

/// A browser without a window, for one page at a time.
public struct Chromium: Sendable {
  let path: String
  let profile: String

  /// A browser.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - profile: a directory of its own, made by it.
  public init(path: String, profile: String) {
    self.path = path
    self.profile = profile
  }

  /// Paints a page into a file and returns what it became.
  public func page(
    at address: String, width: Int, height: Int = 844, picture: String
  ) async throws -> String {
    try await paint(address, width: width, height: height, picture: picture)
    return try await content(of: address, width: width, height: height)
  }

  /// Paints a page into a file (PNG).
  public func paint(
    _ address: String, width: Int, height: Int = 844, picture: String
  ) async throws {
    _ = try await run(["--window-size=\(width),\(height)", "--screenshot=\(picture)", address])
  }

  /// The markup of a page once its scripts have run.
  ///
  /// A window is at least 500 pixels wide, whatever is asked for: a telephone's page is put into a
  /// frame of its width.
  public func content(of address: String, width: Int, height: Int = 844) async throws -> String {
    try await run(["--window-size=\(width),\(height)", "--dump-dom", address])
  }

  private func run(_ arguments: [String]) async throws -> String {
    let process = Process()
    // A browser that hangs must not hang the tests.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments =
      [
        "300", path, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--user-data-dir=\(profile)",
      ] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    return try await withCheckedThrowingContinuation { waiting in
      DispatchQueue.global().async {
        do {
          try process.run()
          let bytes = output.fileHandleForReading.readDataToEndOfFile()
          process.waitUntilExit()
          waiting.resume(returning: String(decoding: bytes, as: UTF8.self))
        } catch {
          waiting.resume(throwing: error)
        }
      }
    }
  }
}
