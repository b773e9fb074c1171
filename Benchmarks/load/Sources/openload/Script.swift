/// What viewers do, one request at a time, as bytes to send.
struct Script {
  private let options: Options
  private let tokens: [String]
  private let titles: [String]
  private let assets: [String]
  private let host: String
  private var random = SplitMix(state: 7)
  private var next = 0
  private let run: UInt64
  /// What is asked again with, by viewer.
  var tags: [Int: String] = [:]
  /// Where a shelf of a viewer's home goes on.
  var cursors: [Int: (shelf: String, cursor: String)] = [:]

  /// One request, and what its answer is good for.
  struct Step {
    let kind: String
    let viewer: Int
    let bytes: [UInt8]
  }

  init(_ options: Options) {
    self.options = options
    tokens = Options.lines(options.tokens)
    titles = options.titles.isEmpty ? [] : Options.lines(options.titles)
    assets = options.assets.isEmpty ? [] : Options.lines(options.assets)
    host = "127.0.0.1:\(options.port)"
    run = UInt64.random(in: 0...UInt64.max)
  }

  mutating func step(at milliseconds: Int64) -> Step {
    let viewer = next % tokens.count
    next += 1
    switch options.mode {
    case "events": return events(viewer, options.batch, milliseconds)
    case "replay": return replay(viewer, milliseconds)
    default: return home(viewer)
    }
  }

  /// A visit in the long run: mostly home again, a title, further cards, a search, and what was
  /// watched.
  private mutating func replay(_ viewer: Int, _ milliseconds: Int64) -> Step {
    switch random.next() % 100 {
    case 0..<45: return home(viewer)
    case 45..<65:
      let title = titles[Int(random.next() % UInt64(titles.count))]
      return get("title", "/api/v1/titles/\(title)", viewer)
    case 65..<75:
      guard let next = cursors[viewer] else { return home(viewer) }
      return get(
        "more", "/api/v1/home/shelves/\(next.shelf)/cards?after=\(next.cursor)", viewer)
    case 75..<90:
      let words = ["%EC%82%AC%EB%9E%91", "%EB%B0%94%EB%8B%A4", "%E3%85%82%E3%85%8B", "love", "%EB%82%A0"]
      let word = words[Int(random.next() % UInt64(words.count))]
      return get("search", "/api/v1/search?query=\(word)", viewer)
    default: return events(viewer, 3, milliseconds)
    }
  }

  private func home(_ viewer: Int) -> Step {
    let tag = options.isRevalidating ? tags[viewer].map { "If-None-Match: \($0)\r\n" } ?? "" : ""
    return get("home", "/api/v1/home", viewer, more: tag)
  }

  private func get(_ kind: String, _ path: String, _ viewer: Int, more: String = "") -> Step {
    let encoding = options.isGzip ? "Accept-Encoding: gzip\r\n" : ""
    let text =
      "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nAuthorization: Bearer \(tokens[viewer])\r\n"
      + encoding + more + "\r\n"
    return Step(kind: kind, viewer: viewer, bytes: Array(text.utf8))
  }

  private mutating func events(_ viewer: Int, _ count: Int, _ milliseconds: Int64) -> Step {
    var items = ""
    for index in 0..<count {
      let asset = assets[Int(random.next() % UInt64(assets.count))]
      let id = Self.hexadecimal(run) + Self.hexadecimal(random.next())
      let start = milliseconds - Int64(random.next() % 3_600_000) - 60_000
      items += index == 0 ? "" : ","
      items +=
        "{\"id\":\"\(id)\",\"asset\":\"\(asset)\",\"started_at\":\(start),"
        + "\"watched_seconds\":\(random.next() % 3000),\"position\":\(random.next() % 3000)}"
    }
    let body = "{\"events\":[\(items)]}"
    let text =
      "POST /api/v1/watch-events HTTP/1.1\r\nHost: \(host)\r\n"
      + "Authorization: Bearer \(tokens[viewer])\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    return Step(kind: "events", viewer: viewer, bytes: Array(text.utf8))
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
