import Crypto
import FoundationEssentials
import PickAPI
import PickCore
import PickModel

/// Something a viewer did while the server was away.
enum UnsentFact: Hashable, Sendable, Codable {
  /// A playback ended.
  case watched(Playback)
  /// A playback goes on; the last of one identity counts.
  case reached(Playback)
  /// The viewer says that an asset was watched.
  case marked(EventID, Asset.ID, at: Instant)
  /// The viewer takes that back.
  case unmarked(EventID, Asset.ID, at: Instant)
  /// A detail page was opened.
  case viewed(EventID, Title.ID, at: Instant)
  /// A card was visible.
  case seen(VisibleCard)

  /// Facts of one kind travel together.
  enum Kind: Hashable {
    case watched, reached, marked, unmarked, viewed, seen
  }

  var kind: Kind {
    switch self {
    case .watched: .watched
    case .reached: .reached
    case .marked: .marked
    case .unmarked: .unmarked
    case .viewed: .viewed
    case .seen: .seen
    }
  }

  /// How many of a kind fit one request.
  var batchLimit: Int {
    switch self {
    case .watched, .viewed, .seen: WireLimits.batchCount
    case .reached, .marked, .unmarked: 1
    }
  }

  /// The identity the server tells repeats by.
  var id: EventID {
    switch self {
    case .watched(let playback), .reached(let playback): playback.id
    case .marked(let id, _, _), .unmarked(let id, _, _), .viewed(let id, _, _): id
    case .seen(let card): card.id
    }
  }
}

/// A fact as one line of the queue: checksum, when it was put there, the fact.
struct QueuedFact: Hashable, Sendable {
  let fact: UnsentFact
  let queuedAt: Instant
  /// The line without its end; what the fact is taken out by.
  let line: String

  init(_ fact: UnsentFact, queuedAt: Instant) {
    self.fact = fact
    self.queuedAt = queuedAt
    let json = String(decoding: Self.encode(fact), as: UTF8.self)
    let text = "\(queuedAt.millisecondsSince1970) \(json)"
    line = "\(Self.sum(of: text)) \(text)"
  }

  /// `nil` for a line that was cut off or damaged.
  init?(line: some StringProtocol) {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, Self.sum(of: String(parts[1])) == parts[0] else { return nil }
    let fields = parts[1].split(separator: " ", maxSplits: 1)
    guard fields.count == 2, let milliseconds = Int64(fields[0]),
      let fact = Self.decode(Array(fields[1].utf8))
    else { return nil }
    self.fact = fact
    queuedAt = Instant(millisecondsSince1970: milliseconds)
    self.line = String(line)
  }

  private static func encode(_ fact: UnsentFact) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(fact)
    } catch {
      // Facts have string keys and whole numbers only: there is nothing an encoder can refuse.
      preconditionFailure("a fact cannot be encoded: \(error)")
    }
  }

  private static func decode(_ bytes: [UInt8]) -> UnsentFact? {
    guard OutsideName.areNames(inJSON: bytes) else { return nil }
    return try? JSONDecoder().decode(UnsentFact.self, from: Data(bytes))
  }

  private static func sum(of text: String) -> String {
    Hexadecimal.encode(SHA256.hash(data: Array(text.utf8)).prefix(8))
  }
}
