import ArgumentParser
import PickModel
import PickRecommender

struct AlgorithmsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "algorithms",
    abstract: "List the algorithms, what they do and what can be set.",
    discussion: """
      The ids are what --model takes, the names under each are what --param takes, with what they \
      may be and, in brackets, their defaults.
      """.examples("pickctl algorithms", "pickctl algorithms --format json"))

  @Option(help: "How to print the result.") var format = TableFormat.table

  func run() async throws {
    try await reporting {
      let output = TextSink.standardOutput()
      try list(into: output)
      try output.end()
    }
  }

  /// Writes the whole list.
  func list(into output: TextSink, on screen: Screen = .current) throws {
    switch format {
    case .json: try output.add(Algorithm.all.map(AlgorithmReport.init).json() + "\n")
    case .table:
      for line in Algorithm.all.flatMap({ AlgorithmText.lines($0, on: screen) }) {
        try output.add(line + "\n")
      }
    }
  }
}

/// The output format of a table.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  /// Aligned columns for a person.
  case table
  /// JSON for a program.
  case json
}

/// One algorithm, for a program.
private struct AlgorithmReport: Encodable, Equatable {
  struct Parameter: Encodable, Equatable {
    let name: String
    let summary: String
    let domain: String
    let values: ParameterDomain
    let standard: ReportedParameter

    enum CodingKeys: String, CodingKey {
      case name, summary, domain, values
      case standard = "default"
    }
  }

  let id: String
  let summary: String
  let tasks: [String]
  let parameters: [Parameter]

  init(_ algorithm: Algorithm) {
    id = algorithm.id.rawValue
    summary = algorithm.summary
    tasks = algorithm.tasks.map(\.rawValue)
    parameters = algorithm.settings.map {
      Parameter(
        name: $0.name, summary: $0.summary, domain: $0.domain.description, values: $0.domain,
        standard: ReportedParameter($0.standard))
    }
  }
}

/// One algorithm, for a person.
private enum AlgorithmText {
  static func lines(_ algorithm: Algorithm, on screen: Screen) -> [String] {
    let tasks = algorithm.tasks.map(\.rawValue).joined(separator: ", ")
    let id = padded(algorithm.id.rawValue, 18)
    var head = tasks.folded(at: screen.columns, after: id)
    head[0] = screen.marked(id, .heading) + head[0].dropFirst(id.count)
    return head
      + algorithm.summary.folded(at: screen.columns, after: "    ")
      + algorithm.settings.flatMap { setting in
        "\(setting.summary): \(setting.domain) [\(setting.standard)]"
          .folded(at: screen.columns, after: "    \(padded(setting.name, 22))")
      }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
