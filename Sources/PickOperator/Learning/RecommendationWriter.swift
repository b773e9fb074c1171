import ArgumentParser
import PickRecommender

/// How a command prints rows.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  /// CSV with a header.
  case csv
  /// One JSON array of objects.
  case json
}

/// Prints recommendations as they are made.
struct RecommendationWriter {
  private let output: TextSink
  private let format: ListFormat
  private let items: [String]
  private let aliases: [String]
  private var isFirst = true

  init(_ catalogue: Catalogue, as format: ListFormat, into output: TextSink) throws {
    self.output = output
    self.format = format
    switch format {
    case .csv:
      items = catalogue.items.map(\.csvField)
      aliases = catalogue.aliases.map { "," + $0.joined(separator: "|").csvField }
      try output.add("user,item,rank,score\(aliases.isEmpty ? "" : ",aliases")\n")
    case .json:
      items = try catalogue.items.map { try $0.json() }
      aliases = try catalogue.aliases.map { ",\"aliases\":\(try $0.json())" }
      try output.add("[")
    }
  }

  /// Prints what one user gets, best first.
  mutating func add(_ user: String, _ ranked: [ScoredItem]) throws {
    let name = format == .csv ? user.csvField : try user.json()
    for (place, scored) in ranked.enumerated() {
      let item = items[scored.item.position]
      let others = aliases.isEmpty ? "" : aliases[scored.item.position]
      let score = Self.text(scored.score)
      switch format {
      case .csv: try output.add("\(name),\(item),\(place + 1),\(score)\(others)\n")
      case .json:
        try output.add(
          "\(isFirst ? "" : ",")\n{\"user\":\(name),\"item\":\(item),\"rank\":\(place + 1),"
            + "\"score\":\(score)\(others)}")
      }
      isFirst = false
    }
  }

  /// Ends the list.
  func end() throws {
    if format == .json { try output.add("\n]\n") }
    try output.end()
  }

  /// The shortest digits that say the score: most are of single precision.
  private static func text(_ score: Double) -> String {
    let single = Float(score)
    return Double(single) == score ? "\(single)" : "\(score)"
  }
}
