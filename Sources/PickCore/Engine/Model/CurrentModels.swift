/// What the file `current` says: which model serves each database, and which one stands in.
///
/// One line a database: its name, the serving model, the one before it. Databases in one
/// directory share its models, so a switch for one of them keeps the lines of the others.
struct CurrentModels: Equatable {
  /// The serving model and the one before it, by database; `nil` for a name no model can have.
  private(set) var names: [String: [TrainedModel.ID?]] = [:]

  init(_ text: String = "") {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let database = words.first else { continue }
      names[String(database)] = words.dropFirst().prefix(2).map { TrainedModel.ID($0) }
    }
  }

  /// Lets `model` serve `database`; `previous` stands in when it is damaged.
  mutating func serve(
    _ model: TrainedModel.ID, before previous: TrainedModel.ID?, for database: String
  ) {
    names[database] = previous.map { [model, $0] } ?? [model]
  }

  /// Every model that serves or stands in somewhere.
  var all: Set<String> { Set(names.values.joined().compactMap { $0?.description }) }

  /// The file's text, lines in the order of the databases' names.
  var text: String {
    names.sorted { $0.key < $1.key }
      .map { database, models in
        ([database] + models.compactMap { $0?.description }).joined(separator: " ") + "\n"
      }
      .joined()
  }
}
