import Crypto
import Foundation
public import PickModel
public import PickRecommender
import PickSystem

/// The facts about a model, stored beside it as JSON.
///
/// Nothing that serves needs it: it is read by operators, and when a file is verified.
public struct ModelManifest: Codable, Equatable, Sendable {
  /// The amounts of training data.
  public struct Counts: Codable, Equatable, Sendable {
    /// Titles of the catalogue.
    public var titles: Int
    /// Titles with at least one watch event.
    public var watchedTitles: Int
    /// Viewers with a history.
    public var viewers: Int
    /// Cells of the interaction matrix.
    public var interactions: Int
    /// Watch events.
    public var events: Int

    /// Counts of what went in.
    public init(
      titles: Int, watchedTitles: Int, viewers: Int, interactions: Int, events: Int
    ) {
      self.titles = titles
      self.watchedTitles = watchedTitles
      self.viewers = viewers
      self.interactions = interactions
      self.events = events
    }
  }

  /// The layout of the tensor file.
  public let format: String
  /// SHA-256 of the tensor file, 64 lower-case hexadecimal digits; the model's name begins it.
  public let sha256: String
  /// Size of the tensor file.
  public let byteCount: Int
  /// What it was trained with; `nil` when another version of Pick wrote constants this one does not
  /// know.
  public let recipe: ModelRecipe?
  /// The seed of the fit.
  public let seed: UInt64
  /// Events that began before this instant were seen.
  public let trainedAt: Instant
  /// SHA-256 of the interactions and their times: equal data, equal fingerprint.
  public let dataFingerprint: String
  /// The amounts of training data.
  public let counts: Counts
  /// What was chosen on the last weeks, with the inner figures of everything tried; `nil` where
  /// nothing was, or another version of Pick wrote it.
  public let choice: BlendChoice?

  /// Reads JSON; `nil` when it is none of ours.
  init?(json: [UInt8]) {
    guard OutsideName.areNames(inJSON: json),
      let manifest = try? JSONDecoder().decode(Self.self, from: Data(json))
    else { return nil }
    self = manifest
  }

  /// A manifest of a file that was just made.
  package init(
    file: [UInt8], recipe: ModelRecipe, seed: UInt64, trainedAt: Instant,
    dataFingerprint: String, counts: Counts, choice: BlendChoice? = nil
  ) {
    format = TrainedModel.format
    sha256 = Fingerprint.sha256(file)
    byteCount = file.count
    self.recipe = recipe
    self.seed = seed
    self.trainedAt = trainedAt
    self.dataFingerprint = dataFingerprint
    self.counts = counts
    self.choice = choice
  }

  /// The model's name; `nil` when the checksum is none.
  public var id: TrainedModel.ID? { TrainedModel.ID(sha256.prefix(16)) }

  /// JSON with sorted keys: equal manifests, equal bytes.
  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return [UInt8](try encoder.encode(self))
  }

  /// Reads every member but the recipe and the choice strictly: older or newer ones make the file no
  /// other.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    format = try members.decode(String.self, forKey: .format)
    sha256 = try members.decode(String.self, forKey: .sha256)
    byteCount = try members.decode(Int.self, forKey: .byteCount)
    recipe = try? members.decode(ModelRecipe.self, forKey: .recipe)
    seed = try members.decode(UInt64.self, forKey: .seed)
    trainedAt = try members.decode(Instant.self, forKey: .trainedAt)
    dataFingerprint = try members.decode(String.self, forKey: .dataFingerprint)
    counts = try members.decode(Counts.self, forKey: .counts)
    choice = try? members.decode(BlendChoice.self, forKey: .choice)
  }
}

/// All the constants a model is trained with.
public struct ModelRecipe: Codable, Equatable, Sendable {
  /// The rating formula.
  public var rating = ImplicitRating()
  /// How many of the last weeks of the data choose the settings of the blend (`ChosenBlend`); 0 for
  /// `blend` as it is.
  public var weeks = 3
  /// What is watched together, what next, what resembles, what is popular, and how loud each is,
  /// where nothing is chosen: what wins on a real month (docs/decisions/real-logs.md).
  public var blend = Blend.newTitles

  /// The default constants.
  public init() {}

  /// The default constants, nothing chosen: for a first model at once.
  public static var fixed: ModelRecipe {
    var recipe = ModelRecipe()
    recipe.weeks = 0
    return recipe
  }
}

/// SHA-256 as hexadecimal digits.
package enum Fingerprint {
  static func sha256(_ bytes: [UInt8]) -> String { Hexadecimal.encode(SHA256.hash(data: bytes)) }

  static func sha256(_ file: MappedFile) -> String {
    var hash = SHA256()
    file.withBytes { bytes in bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    return Hexadecimal.encode(hash.finalize())
  }

  /// Of who watched what how much and when, in the machine's byte order.
  package static func sha256(_ data: Dataset) -> String {
    var hash = SHA256()
    let matrix = data.interactions
    data.items.identifiers.withUnsafeBytes { hash.update(bufferPointer: $0) }
    data.users.identifiers.withUnsafeBytes { hash.update(bufferPointer: $0) }
    matrix.rowOffsets.withUnsafeBytes { hash.update(bufferPointer: $0) }
    matrix.columns.withUnsafeBytes { hash.update(bufferPointer: $0) }
    matrix.weights.withUnsafeBytes { hash.update(bufferPointer: $0) }
    data.times.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Hexadecimal.encode(hash.finalize())
  }
}
