import Foundation
import PickModel
import PickSystem

extension ImportFacts {
  /// Bytes of the largest file.
  private static let limit = 64 << 20

  private struct Printed: Decodable {
    struct Row: Decodable {
      let file: String
      let reason: String
    }

    let rejected: [Row]
  }

  /// Reads what `pickctl import --format json` printed.
  ///
  /// - Throws: `ReportError.unreadable` or `badImport`.
  package init(file: String) throws(ReportError) {
    let bytes: [UInt8]
    do { bytes = try Files.read(file, limit: Self.limit, links: .followed) } catch {
      throw .unreadable(path: file, code: error.errno)
    }
    guard OutsideName.areNames(inJSON: bytes),
      let printed = try? JSONDecoder().decode(Printed.self, from: Data(bytes))
    else { throw .badImport(path: file) }
    self.init(rejected: printed.rejected.map { ($0.file, $0.reason) })
  }
}
