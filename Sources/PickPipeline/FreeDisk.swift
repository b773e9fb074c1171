import Glibc
import PickCore
import PickModel

/// The room on the disk that a path is on.
package struct DiskRoom: Equatable, Sendable {
  /// Which disk it is; of equal number are paths that share their room.
  package let device: UInt64
  /// Bytes that this user may still write.
  package let free: Double

  package init(device: UInt64, free: Double) {
    self.device = device
    self.free = free
  }

  /// Asks the system about a path, or about the nearest folder above it that is there.
  ///
  /// - Returns: `nil` where the system does not tell: nothing is refused then.
  @Sendable package static func asked(of path: String) -> DiskRoom? {
    var place = path
    var file = stat()
    while stat(place, &file) != 0 {
      guard errno == ENOENT, place.count > 1 else { return nil }
      place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? "."
      if place.isEmpty { place = "/" }
    }
    var system = statvfs()
    guard statvfs(place, &system) == 0 else { return nil }
    return DiskRoom(
      device: UInt64(file.st_dev), free: Double(system.f_bavail) * Double(system.f_frsize))
  }
}

/// What a stage will write, and where, before it begins.
struct DiskNeeds {
  /// One of them.
  struct Need {
    let path: String
    let bytes: Double
  }

  private(set) var needs: [Need] = []

  mutating func add(_ bytes: Double, at path: String) {
    guard bytes > 0 else { return }
    needs.append(Need(path: path, bytes: bytes))
  }

  /// Refuses what would not fit.
  ///
  /// - Throws: `PipelineError.cannotWrite`.
  func check(
    _ stage: Stage, of month: Month, _ room: (String) -> DiskRoom?
  ) throws(PipelineError) {
    var disks: [UInt64: (path: String, bytes: Double, free: Double)] = [:]
    for need in needs {
      guard let room = room(need.path) else { continue }
      let known = disks[room.device] ?? (need.path, 0, room.free)
      disks[room.device] = (known.path, known.bytes + need.bytes, room.free)
    }
    for disk in disks.values.sorted(by: { $0.path < $1.path }) where disk.bytes > disk.free {
      throw .cannotWrite(
        "The stage \(stage.rawValue) of \(month) needs about \(Self.mebibytes(disk.bytes)) MiB on the "
          + "disk of \(disk.path), and \(Self.mebibytes(disk.free)) MiB are free. Nothing was "
          + "written; make room there and run it again.")
    }
  }

  private static func mebibytes(_ bytes: Double) -> Int {
    Int(min(max(0, bytes) / Double(1 << 20), 1e15).rounded(.up))
  }
}

extension Pipeline {
  /// Bytes of a fact while it is sorted.
  private static let sortedBytes = 48.0
  /// Bytes that a stored fact takes at most until the log of the database is folded into its file:
  /// docs/pipeline.md, "Room".
  private static let storedBytes = 320.0
  /// Bytes of results that do not depend on the data: a report with its plots, figures, lists.
  private static let resultBytes = Double(16 << 20)

  /// Looks for room for what a stage will write.
  ///
  /// - Throws: `PipelineError.cannotWrite` where there is too little.
  func checkRoom(for stage: Stage, of month: Month) throws(PipelineError) {
    var needs = DiskNeeds()
    let results = results(of: month)
    switch stage {
    case .wait: return
    case .validate:
      needs.add(source.rows(of: month) * Self.sortedBytes + Self.resultBytes, at: results.path)
    case .ingest:
      let facts = source.rows(of: month)
      needs.add(facts * Self.sortedBytes, at: results.path)
      if let database { needs.add(facts * Self.storedBytes, at: database) }
    case .report, .evaluate: needs.add(Self.resultBytes, at: results.path)
    case .train: needs.add(max(Self.resultBytes, 2 * servedBytes), at: results.path)
    case .gate: needs.add(Double(1 << 20), at: results.path)
    case .publish:
      let bytes = (try? challenger(of: month)).map { Double($0.byteCount) } ?? 0
      needs.add(bytes + Double(1 << 20), at: models.path)
    }
    try needs.check(stage, of: month, room)
  }

  /// The size of the model that serves, which the next one will be like.
  private var servedBytes: Double {
    let served = models.names().first.flatMap { $0 }.flatMap { try? models.manifest(of: $0) }
    return served.map { Double($0.byteCount) } ?? 0
  }
}
