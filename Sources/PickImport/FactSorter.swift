import Glibc
package import PickModel
import PickStore
import PickSystem

/// A fact on its way into the store, as it lies in a file: of one size, without pointers.
struct ImportedFact: Comparable, Sendable {
  let viewer: Int64
  let high: UInt64
  let low: UInt64
  /// The asset of a view, the title of an opened page.
  let subject: Int64
  /// Milliseconds since 1970.
  let at: Int64
  let seconds: Int64

  init(viewer: Int64, id: EventID, subject: Int64, at: Instant, seconds: Int) {
    self.viewer = viewer
    high = id.high
    low = id.low
    self.subject = subject
    self.at = at.millisecondsSince1970
    self.seconds = Int64(seconds)
  }

  /// The order of the tables: viewer by viewer, identities ascending.
  static func < (left: Self, right: Self) -> Bool {
    if left.viewer != right.viewer { return left.viewer < right.viewer }
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// Whether both are the same fact: a viewer's facts differ in their identities.
  func repeats(_ other: ImportedFact) -> Bool {
    viewer == other.viewer && high == other.high && low == other.low
  }

  fileprivate var id: EventID { EventID(high: high, low: low) }
  fileprivate var instant: Instant { Instant(millisecondsSince1970: at) }
}

/// Brings facts into the order of their tables, however many there are, in memory that does not grow
/// with them: an external merge sort.
///
/// Runs of a fixed length are sorted in memory and written to a file that has no name, so that nothing
/// stays behind when the process is killed. Few facts never leave memory.
struct FactSorter {
  /// Facts that are sorted at a time: 12 MiB.
  static let usualRunLength = 1 << 18

  private let folder: String
  private let runLength: Int
  private var current: [ImportedFact] = []
  private var file: FactFile?
  private var runs: [Range<Int>] = []
  private var failure: ImportError?

  init(folder: String, runLength: Int = usualRunLength) {
    self.folder = folder
    self.runLength = max(1, runLength)
  }

  /// Takes a fact; what goes wrong is told at the end.
  mutating func add(_ fact: ImportedFact) {
    guard failure == nil else { return }
    current.append(fact)
    guard current.count >= runLength else { return }
    do { try writeRun() } catch {
      failure = error
      current = []
    }
  }

  /// All facts that were taken.
  ///
  /// - Throws: `ImportError.cannotSort`.
  mutating func sorted() throws(ImportError) -> SortedRuns {
    if let failure { throw failure }
    current.sort()
    return SortedRuns(file: file, runs: runs, rest: current)
  }

  private mutating func writeRun() throws(ImportError) {
    if file == nil { file = try FactFile(in: folder) }
    current.sort()
    let start = runs.last?.upperBound ?? 0
    try file?.append(current)
    runs.append(start..<start + current.count)
    current.removeAll(keepingCapacity: true)
  }
}

/// Facts in runs, each of them in order.
struct SortedRuns: Sendable {
  fileprivate let file: FactFile?
  fileprivate let runs: [Range<Int>]
  /// The last run, which never left memory.
  fileprivate let rest: [ImportedFact]

  var count: Int { (runs.last?.upperBound ?? 0) + rest.count }

  /// Merges the runs and hands the facts over, a portion at a time, each fact once.
  func forEachPortion(
    of length: Int = 2048, _ body: ([ImportedFact]) throws -> Void
  ) throws {
    var cursors = runs.map { RunCursor($0, of: file) } + [RunCursor(rest)]
    var heap: [Int] = []
    for index in cursors.indices where try cursors[index].load() { heap.append(index) }
    func precedes(_ left: Int, _ right: Int) -> Bool {
      cursors[left].fact < cursors[right].fact
    }
    func sink(_ start: Int) {
      var place = start
      while true {
        var least = place
        for child in [2 * place + 1, 2 * place + 2]
        where child < heap.count && precedes(heap[child], heap[least]) {
          least = child
        }
        guard least != place else { return }
        heap.swapAt(place, least)
        place = least
      }
    }
    for place in heap.indices.reversed() { sink(place) }
    var portion: [ImportedFact] = []
    var last: ImportedFact?
    while let first = heap.first {
      let fact = cursors[first].fact
      if last?.repeats(fact) != true {
        if portion.count == length {
          try body(portion)
          portion.removeAll(keepingCapacity: true)
        }
        portion.append(fact)
        last = fact
      }
      if try !cursors[first].advance() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
      }
      if !heap.isEmpty { sink(0) }
    }
    if !portion.isEmpty { try body(portion) }
  }
}

/// The place in one run up to which it was merged.
private struct RunCursor {
  /// Facts that are read at a time: 48 KiB.
  private static let length = 1024

  private let file: FactFile?
  private var unread: Range<Int>
  private var read: [ImportedFact]
  private var place = 0

  init(_ run: Range<Int>, of file: FactFile?) {
    self.file = file
    unread = run
    read = []
  }

  init(_ facts: [ImportedFact]) {
    file = nil
    unread = 0..<0
    read = facts
  }

  /// The first fact that was not merged, which must be there.
  var fact: ImportedFact { read[place] }

  /// Goes on to the next fact; `false` where there is none.
  mutating func advance() throws -> Bool {
    place += 1
    return try load()
  }

  /// Makes sure that a fact is in memory; `false` where there is none.
  mutating func load() throws -> Bool {
    if place < read.count { return true }
    let next = unread.prefix(Self.length)
    guard let file, !next.isEmpty else { return false }
    read = try file.facts(next)
    place = 0
    unread = next.upperBound..<unread.upperBound
    return true
  }
}

/// A file of facts without a name: it is gone with the process, whatever ends that.
private final class FactFile: Sendable {
  private let folder: String
  private let writing: Int32
  private let reading: Int32

  init(in folder: String) throws(ImportError) {
    self.folder = folder
    let path = "\(folder)/.facts-\(UInt64.random(in: 0 ... .max)).partial"
    do {
      let written = try Files.open(path, for: .creating)
      defer { unlink(path) }
      let read = try Files.open(path, for: .reading)
      writing = written.release()
      reading = read.release()
    } catch {
      throw .cannotSort(folder: folder, code: error.errno)
    }
  }

  deinit {
    close(writing)
    close(reading)
  }

  func append(_ facts: [ImportedFact]) throws(ImportError) {
    let code: Int32? = facts.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = write(writing, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : ENOSPC }
        done += count
      }
      return nil
    }
    if let code { throw .cannotSort(folder: folder, code: code) }
  }

  /// Reads facts by their places in the file.
  func facts(_ places: Range<Int>) throws(StoreError) -> [ImportedFact] {
    let size = MemoryLayout<ImportedFact>.stride
    var failure: String?
    let facts = [ImportedFact](unsafeUninitializedCapacity: places.count) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while done < bytes.count {
        let got = pread(
          reading, bytes.baseAddress?.advanced(by: done), bytes.count - done,
          off_t(places.lowerBound * size + done))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          failure = got < 0 ? String(cString: strerror(errno)) : "a file ends too early"
          break
        }
        done += got
      }
      count = failure == nil ? places.count : 0
    }
    if let failure { throw .inputOutput(reason: "facts that were sorted: \(failure)") }
    return facts
  }
}

/// What viewers did, in the order of its tables.
package struct SortedFacts: ImportedFacts {
  private let events: SortedRuns
  private let detailViews: SortedRuns

  init(events: SortedRuns, detailViews: SortedRuns) {
    self.events = events
    self.detailViews = detailViews
  }

  package var eventCount: Int { events.count }

  package var detailViewCount: Int { detailViews.count }

  package func forEachEventPortion(_ body: ([WatchEvent]) throws -> Void) throws {
    try events.forEachPortion { portion in
      try body(
        portion.map { fact in
          WatchEvent(
            id: fact.id, viewer: Viewer.ID(fact.viewer), asset: Asset.ID(fact.subject),
            startedAt: fact.instant, watchedSeconds: Int(fact.seconds), source: .imported)
        })
    }
  }

  package func forEachDetailViewPortion(_ body: ([DetailView]) throws -> Void) throws {
    try detailViews.forEachPortion { portion in
      try body(
        portion.map { fact in
          DetailView(
            id: fact.id, viewer: Viewer.ID(fact.viewer), title: Title.ID(fact.subject),
            at: fact.instant)
        })
    }
  }
}
