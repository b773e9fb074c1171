import Crypto
import Foundation
import Glibc
package import PickRecommender
import PickSystem

/// A folder of what the served blend counts, as `pickctl events counts` and `workflows/spark` write it.
///
/// A model is made of the ratings. Pairs and popularity are what the blend works out of them by itself:
/// they are read all the same and held against the ratings, so that a folder whose files are of
/// different runs, or in which a file was changed together with its checksum, is refused.
package struct CountsFolder: Equatable, Sendable {
  private static let ratings = "ratings.csv.gz"
  private static let together = "together.csv.gz"
  private static let next = "next.csv.gz"
  private static let popularity = "popularity.csv.gz"
  /// What is allowed for a rating while a model is made of it, in bytes: its cell, its time, and
  /// copies of both.
  private static let bytesPerRating: Int64 = 64

  /// The folder.
  package let path: String
  /// What it says it holds.
  package let manifest: FileManifest

  /// Reads the manifest of a folder.
  ///
  /// - Throws: `CountsError` where there is none that can be used.
  package init(_ path: String) throws(CountsError) {
    let name = FileManifest.fileName
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read("\(path)/\(name)", limit: FileManifest.limit, links: .followed)
    } catch .missing { throw CountsError("\(path)/\(name)", .missing) } catch {
      throw CountsError("\(path)/\(name)", .unreadable("\(error)"))
    }
    guard let manifest = try? JSONDecoder().decode(FileManifest.self, from: Data(bytes)) else {
      throw CountsError(name, .badManifest("it is no manifest of counts"))
    }
    self.path = path
    self.manifest = manifest
    try checkManifest()
  }

  private func checkManifest() throws(CountsError) {
    func bad(_ reason: String) -> CountsError {
      CountsError(FileManifest.fileName, .badManifest(reason))
    }
    guard manifest.version == FileManifest.currentVersion else {
      throw bad(
        "it is of version \(manifest.version), and this program knows "
          + "\(FileManifest.currentVersion)")
    }
    guard manifest.kind == .counts else { throw bad("it names \(manifest.kind.rawValue)") }
    // The years 1 to 9999.
    guard (-62_135_596_800_000...253_402_300_799_000).contains(manifest.asOf) else {
      throw bad("as_of is no instant")
    }
    guard manifest.events.map({ $0 >= 0 }) ?? true else { throw bad("events is below 0") }
    let names = manifest.files.map(\.name)
    guard Set(names).count == names.count else { throw bad("it names a file twice") }
    for file in manifest.files {
      guard !file.name.isEmpty, !file.name.hasPrefix("."), !file.name.contains("/"),
        file.name.utf8.count <= 255, file.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { throw bad("it names a file that is not in the folder") }
      guard (0...(1 << 40)).contains(file.rows) else { throw bad("the rows of \(file.name)") }
      guard file.sha256.utf8.count == 64 else { throw bad("the checksum of \(file.name)") }
    }
    for name in [Self.ratings, Self.together, Self.next, Self.popularity]
    where !names.contains(name) {
      throw bad("it does not name \(name)")
    }
  }

  /// Reads and verifies everything.
  ///
  /// - Parameters:
  ///   - viewers: the viewers of the database.
  ///   - titles: the titles of the database, which become the columns.
  ///   - bytes: the most memory a model may take.
  ///   - sequence: how pairs in order are counted.
  ///   - progress: called with the share that is done.
  /// - Returns: the ratings as a data set, without descriptions of the titles.
  /// - Throws: `CountsError` for the first thing that is wrong; `CancellationError`.
  package func verified(
    viewers: Set<Int64>, titles: Vocabulary<Int64>, bytes: Int64, sequence: WatchSequence,
    progress: (Double) -> Void = { _ in }
  ) throws -> Dataset {
    for file in manifest.files { try checkSum(of: file) }
    progress(0.2)
    let data = try ratings(viewers: viewers, titles: titles, bytes: bytes)
    progress(0.5)
    let sums = PairTotals(data, sequence)
    try checkPairs(Self.together, against: sums.together, titles, counts: sums.viewersByTitle)
    progress(0.8)
    try checkPairs(Self.next, against: sums.next, titles, counts: nil)
    progress(0.9)
    try checkPopularity(titles)
    progress(1)
    return data
  }

  /// Reads the ratings alone, of a folder that was verified before.
  ///
  /// - Throws: `CountsError`; `CancellationError`.
  package func ratings(
    viewers: Set<Int64>, titles: Vocabulary<Int64>, bytes: Int64
  ) throws -> Dataset {
    let entry = try entry(Self.ratings)
    try checkSum(of: entry)
    let (needed, isTooMuch) = Int64(entry.rows).multipliedReportingOverflow(by: Self.bytesPerRating)
    guard !isTooMuch, needed <= bytes else {
      throw CountsError(
        entry.name, .tooLarge(mebibytes: isTooMuch ? Int64.max >> 20 : needed >> 20))
    }
    var table = try CountsTable.opened(
      path, entry, columns: ["viewer", "title", "rating", "last_seconds"])
    var builder = InteractionMatrixBuilder(itemCount: titles.count)
    var (users, times): ([Int64], [Int64]) = ([], [])
    times.reserveCapacity(entry.rows)
    var lastTitle: Int64 = .min
    while try table.next() {
      if table.line & 0xFFFF == 0 { try Task.checkCancellation() }
      let viewer = try table.integer(0, in: .min ... .max)
      let title = try table.integer(1, in: .min ... .max)
      let rating: Float = try table.real(2, upTo: 100)
      let seconds = try table.integer(3, in: -62_135_596_800...(manifest.asOf / 1000))
      if viewer != users.last {
        guard users.last.map({ $0 < viewer }) ?? true else { throw table.bad(.unordered) }
        guard viewers.contains(viewer) else { throw table.bad(.unknownViewer(viewer)) }
        if !users.isEmpty { builder.endRow() }
        users.append(viewer)
      } else if title <= lastTitle {
        throw table.bad(.unordered)
      }
      guard let column = titles.position(of: title) else { throw table.bad(.unknownTitle(title)) }
      builder.add(item: ItemIndex(column), weight: rating)
      times.append(seconds)
      lastTitle = title
    }
    if !users.isEmpty { builder.endRow() }
    return try Dataset(
      interactions: builder.build(), times: times, items: titles, users: Vocabulary(users))
  }

  // MARK: - The rest of the folder

  private func entry(_ name: String) throws(CountsError) -> FileManifest.File {
    guard let entry = manifest.files.first(where: { $0.name == name }) else {
      throw CountsError(name, .missing)
    }
    return entry
  }

  private func checkSum(of file: FileManifest.File) throws {
    var hash = SHA256()
    do throws(FileError) {
      let open = try Files.open("\(path)/\(file.name)", for: .reading, links: .followed)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = buffer.withUnsafeMutableBytes {
          Glibc.read(open.descriptor, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileError.inputOutput(code: errno) }
        guard count > 0 else { break }
        buffer.withUnsafeBytes {
          hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
      }
    } catch .missing { throw CountsError(file.name, .missing) } catch {
      throw CountsError(file.name, .unreadable("\(error)"))
    }
    try Task.checkCancellation()
    guard Hexadecimal.encode(hash.finalize()) == file.sha256 else {
      throw CountsError(file.name, .wrongChecksum)
    }
  }

  /// Holds a table of pairs against the ratings: how many there are, and the sum of their weights.
  ///
  /// With `counts` a title is paired with itself, too, by as many viewers as rated it.
  private func checkPairs(
    _ name: String, against total: PairTotals.Total, _ titles: Vocabulary<Int64>, counts: [Int]?
  ) throws {
    var table = try CountsTable.opened(
      path, try entry(name), columns: ["title", "other", "viewers", "weight"])
    var found = PairTotals.Total()
    var last: (Int64, Int64) = (.min, .min)
    while try table.next() {
      if table.line & 0xFFFF == 0 { try Task.checkCancellation() }
      let pair = (
        try table.integer(0, in: .min ... .max), try table.integer(1, in: .min ... .max)
      )
      let viewers = try table.integer(2, in: 1...(1 << 40))
      let weight: Double = try table.real(3, upTo: 1e18)
      guard pair > last, counts == nil || pair.0 <= pair.1 else { throw table.bad(.unordered) }
      guard let first = titles.position(of: pair.0) else {
        throw table.bad(.unknownTitle(pair.0))
      }
      guard titles.position(of: pair.1) != nil else { throw table.bad(.unknownTitle(pair.1)) }
      if let counts, pair.0 == pair.1, Int64(counts[first]) != viewers {
        throw table.bad(
          .contradiction("\(Self.ratings) has \(counts[first]) viewers of the title"))
      }
      found.add(viewers, weight)
      last = pair
    }
    guard found.isNear(total) else {
      throw CountsError(
        name,
        .contradiction(
          "its pairs (\(found.text)) are not those of \(Self.ratings) (\(total.text))"))
    }
  }

  /// Holds the table of popularity against itself: what counts in all counts in one hour, and in one
  /// kind of day.
  private func checkPopularity(_ titles: Vocabulary<Int64>) throws {
    var table = try CountsTable.opened(
      path, try entry(Self.popularity), columns: ["slot", "title", "shares", "weight"])
    // In all, by hour, by kind of day.
    var shares = [[Int64]](repeating: [Int64](repeating: 0, count: titles.count), count: 3)
    var last: (Int64, Int64) = (.min, .min)
    while try table.next() {
      let slot = try table.integer(0, in: 0...27)
      let title = try table.integer(1, in: .min ... .max)
      let count = try table.integer(2, in: 1...(1 << 40))
      let _: Double = try table.real(3, upTo: .greatestFiniteMagnitude)
      guard (slot, title) > last else { throw table.bad(.unordered) }
      guard let column = titles.position(of: title) else { throw table.bad(.unknownTitle(title)) }
      shares[slot == 0 ? 0 : slot <= 24 ? 1 : 2][column] &+= count
      last = (slot, title)
    }
    guard
      let title = titles.identifiers.indices.first(where: { index in
        shares[0][index] != shares[1][index] || shares[0][index] != shares[2][index]
      })
    else { return }
    throw CountsError(
      Self.popularity,
      .contradiction(
        "title \(titles.identifiers[title]) counts \(shares[0][title]) times in all, "
          + "\(shares[1][title]) by hour and \(shares[2][title]) by kind of day"))
  }
}

/// How many pairs the ratings make, and the sums of their weights.
private struct PairTotals {
  /// Viewers of all pairs, and the sum of all weights.
  struct Total {
    private var viewers: Int64 = 0
    private var weight = 0.0

    mutating func add(_ viewers: Int64, _ weight: Double) {
      self.viewers &+= viewers
      self.weight += weight
    }

    /// Whether the numbers are equal and the sums are, but for rounding: ratings that other machines
    /// work out differ by a ten-millionth.
    func isNear(_ other: Total) -> Bool {
      viewers == other.viewers
        && abs(weight - other.weight) <= 1e-6 * max(abs(weight), abs(other.weight))
    }

    var text: String { "\(viewers) viewers, weight \(weight)" }
  }

  private(set) var together = Total()
  private(set) var next = Total()
  private(set) var viewersByTitle: [Int]

  init(_ data: Dataset, _ sequence: WatchSequence) {
    let matrix = data.interactions
    viewersByTitle = [Int](repeating: 0, count: matrix.itemCount)
    for column in matrix.columns { viewersByTitle[Int(column)] += 1 }
    let window = max(1, Int((3 * sequence.reach).rounded()))
    let decay = (0...window).map { exp2(-Double($0) / sequence.reach) }
    for user in 0..<matrix.userCount {
      let cells = matrix.cells(of: UserIndex(user))
      let weights = cells.map { Double(matrix.weights[$0]) }
      let (sum, squares) = weights.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
      let count = Int64(cells.count)
      together.add(count &* (count &+ 1) / 2, (sum * sum + squares) / 2)
      let times = Set(cells.map { data.times[$0] })
      guard times.count > 1 else { continue }
      let walk = cells.sorted { (data.times[$0], $0) < (data.times[$1], $1) }
        .map { Double(matrix.weights[$0]) }
      for place in walk.indices {
        let after = walk[(place + 1)...].prefix(window)
        next.add(
          Int64(after.count),
          after.enumerated().reduce(0) { $0 + walk[place] * $1.element * decay[$1.offset + 1] })
      }
    }
  }
}
