import Crypto
import Foundation
import Glibc
package import PickImport
package import PickModel
package import PickPipeline
import PickSystem

/// The folder a month of logs arrives in: `INBOX/2023-08/`.
///
/// It holds `assets.csv`, `views.csv`, where clicks were logged `clicks.csv`, and a manifest that is
/// written last: a month whose manifest is there is complete.
package struct MonthInbox: Equatable, Sendable {
  /// The files of a month, in the order in which they are read.
  package static let fileNames = ["assets.csv", "views.csv", "clicks.csv"]
  private static let optional = "clicks.csv"
  private static let manifestName = "manifest.json"

  package let month: Month
  /// The folder of the month.
  package let path: String

  /// The folder of a month in an inbox; nothing is read yet.
  package init(_ inbox: String, _ month: Month) {
    self.init(path: inbox + "/" + month.description, month: month)
  }

  /// A folder that is known by itself.
  package init(path: String, month: Month) {
    self.path = path
    self.month = month
  }

  /// The path of one of the month's files.
  package func file(_ name: String) -> String { path + "/" + name }

  /// The manifest; `nil` when there is none yet.
  ///
  /// - Throws: `PipelineError.badData` for a manifest that cannot be used.
  package func manifest() throws(PipelineError) -> MonthManifest? {
    let path = file(Self.manifestName)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path, limit: 1 << 20, links: .followed)
    } catch .missing { return nil } catch {
      throw .badData("\(path) cannot be read: \(error).")
    }
    guard OutsideName.areNames(inJSON: bytes),
      let manifest = try? JSONDecoder().decode(MonthManifest.self, from: Data(bytes))
    else { throw .badData("\(path) is no manifest. Write one with pickctl pipeline manifest.") }
    guard manifest.version ?? 1 == MonthManifest.currentVersion else {
      throw .badData(
        "\(path) is of version \(manifest.version ?? 1), and this program knows "
          + "\(MonthManifest.currentVersion).")
    }
    guard manifest.encoding == nil || manifest.textEncoding != nil else {
      throw .badData("\(path) names an encoding that is not read here.")
    }
    guard manifest.month == month else {
      throw .badData("\(path) speaks of \(manifest.month), not of \(month).")
    }
    let names = manifest.files.map(\.name)
    guard Set(names).count == names.count, names.allSatisfy(Self.fileNames.contains) else {
      throw .badData("\(path) names files that are not \(Self.fileNames.joined(separator: ", ")).")
    }
    for name in Self.fileNames where name != Self.optional && !names.contains(name) {
      throw .badData("\(path) does not name \(name).")
    }
    return manifest
  }

  /// Compares the files with the manifest.
  ///
  /// - Throws: `PipelineError.badData` for a file that is missing or is another one.
  package func verify(_ manifest: MonthManifest) throws(PipelineError) {
    for entry in manifest.files {
      guard let sha256 = try Self.checksum(file(entry.name)) else {
        throw .badData("\(file(entry.name)) is missing, and the manifest names it.")
      }
      guard sha256 == entry.sha256 else {
        throw .badData(
          "\(file(entry.name)) is not the file the manifest was written for. If it is the right "
            + "one: pickctl pipeline manifest \(path)")
      }
    }
  }

  /// Where the importer finds the files of a manifest.
  package func sources(_ manifest: MonthManifest) -> HelloPickFiles {
    let hasClicks = manifest.files.contains { $0.name == Self.optional }
    return HelloPickFiles(
      assets: file("assets.csv"), views: file("views.csv"),
      clicks: hasClicks ? file(Self.optional) : nil, encoding: manifest.textEncoding)
  }

  /// Writes a manifest for files that came without one.
  ///
  /// - Throws: `ImportError` for files that cannot be read; `PipelineError.badData` where one is
  ///   missing.
  package func writeManifest(now: Instant) throws -> MonthManifest {
    let names = Self.fileNames.filter {
      $0 != Self.optional || access(file($0), F_OK) == 0
    }
    var files = HelloPickFiles(assets: file("assets.csv"), views: file("views.csv"))
    if names.contains(Self.optional) {
      files = HelloPickFiles(
        assets: files.assets, views: files.views, clicks: file(Self.optional))
    }
    let rows = try ImportRun.rows(of: files, now: now)
    let entries = try zip(names, rows).map { name, rows in
      guard let sha256 = try Self.checksum(file(name)) else {
        throw PipelineError.badData("\(file(name)) is missing.")
      }
      return MonthManifest.File(name: name, rows: rows, sha256: sha256)
    }
    let manifest = MonthManifest(month: month, files: entries)
    let path = file(Self.manifestName)
    let json = try PipelineJSON.encode(manifest)
    do { try Files.replace(path, by: path + ".partial", with: json) } catch {
      throw PipelineError.unwritable(path, (error as? FileError)?.errno ?? EIO)
    }
    return manifest
  }

  /// SHA-256 of a file; `nil` when it is not there.
  private static func checksum(_ path: String) throws(PipelineError) -> String? {
    do throws(FileError) {
      let file = try Files.open(path, for: .reading, links: .followed)
      var hash = SHA256()
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = buffer.withUnsafeMutableBytes {
          Glibc.read(file.descriptor, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileError.inputOutput(code: errno) }
        guard count > 0 else { break }
        buffer.withUnsafeBytes {
          hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
      }
      return Hexadecimal.encode(hash.finalize())
    } catch .missing { return nil } catch {
      throw .badData("\(path) cannot be read: \(error).")
    }
  }
}

/// What a month's folder holds, by name, rows and checksum.
package struct MonthManifest: Codable, Equatable, Sendable {
  package static let currentVersion = 1

  /// One file; the history of a model names it the same.
  package typealias File = ModelHistory.File

  /// The layout; 1 where it does not say.
  package let version: Int?
  package let month: Month
  /// How the files are encoded; detected where it does not say.
  package let encoding: String?
  package let files: [File]

  package init(month: Month, files: [File]) {
    version = Self.currentVersion
    self.month = month
    encoding = nil
    self.files = files
  }

  /// The encoding by which the importer knows it; `nil` where none is named, or none it knows.
  var textEncoding: TextEncoding? { encoding.flatMap(TextEncoding.init(rawValue:)) }

  /// A checksum of what it says of the files, whatever their order is.
  package var checksum: String {
    Checksum.of(
      files.sorted { $0.name < $1.name }.flatMap { [$0.name, "\($0.rows)", $0.sha256] }
        + (encoding.map { ["encoding", $0] } ?? []))
  }
}
