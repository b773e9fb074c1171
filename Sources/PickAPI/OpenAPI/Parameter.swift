import PickModel

/// What may stand in the path, the query or a header of a request.
struct Parameter: Sendable {
  enum Place: String, Sendable { case path, query, header }

  /// Its name among the document's components.
  let component: String
  let name: String
  let place: Place
  var isRequired = true
  var description: String?
  let schema: Schema
  var example: YAML?

  static let title = Parameter(
    component: "TitlePath", name: "title", place: .path, schema: .identifier)
  static let asset = Parameter(
    component: "AssetPath", name: "asset", place: .path, schema: .identifier)
  static let event = Parameter(
    component: "EventPath", name: "event", place: .path, schema: WireType<EventID>.event.schema)
  static let session = Parameter(
    component: "SessionPath", name: "session", place: .path,
    schema: WireType<SessionID>.session.schema)
  static let shelf = Parameter(
    component: "ShelfPath", name: "shelf", place: .path,
    description: "The name of a shelf, as `id` says it.",
    schema: Schema(
      "string", ("minLength", .integer(1)), ("maxLength", .integer(Int64(WireLimits.shelfLength)))),
    example: .text("top10"))
  static let category = Parameter(
    component: "CategoryPath", name: "category", place: .path,
    schema: WireType<Category>.name("Category").schema)
  static let query = Parameter(
    component: "Query", name: "query", place: .query,
    description: "The words searched for; initials of Hangul syllables match too.",
    schema: WireType<String>.text(0...WireLimits.queryLength).schema.named("QueryText"))
  static let limit = Parameter(
    component: "Limit", name: "limit", place: .query, isRequired: false,
    description: "Cards at most.",
    schema: WireType<Int>.integer(from: 1, to: WireLimits.searchCount).schema
      .with("default", .integer(Int64(WireLimits.defaultSearchCount))))
  static let offset = Parameter(
    component: "Offset", name: "offset", place: .query, isRequired: false,
    description: "The place of the first card among all that match.",
    schema: WireType<Int>.integer(from: 0, to: WireLimits.searchOffset).schema
      .with("default", .integer(0)))
  static let inCategory = Parameter(
    component: "InCategory", name: "category", place: .query, isRequired: false,
    description: "Titles of this category only.",
    schema: WireType<Category>.name("Category").schema)
  static let genre = Parameter(
    component: "Genre", name: "genre", place: .query, isRequired: false,
    description: "Titles with this genre only, as `genres` names it.",
    schema: WireType<String>.text(1...WireLimits.genreLength).schema)
  static let yearFrom = Parameter(
    component: "YearFrom", name: "year_from", place: .query, isRequired: false,
    description: "Titles of this year or a later one only.",
    schema: WireType<Int>.integer(from: 0, to: WireLimits.latestYear).schema)
  static let yearTo = Parameter(
    component: "YearTo", name: "year_to", place: .query, isRequired: false,
    description: "Titles of this year or an earlier one only.",
    schema: WireType<Int>.integer(from: 0, to: WireLimits.latestYear).schema)
  static let age = Parameter(
    component: "Age", name: "age", place: .query, isRequired: false,
    description: "Titles for this age or a younger one only.",
    schema: WireType<AgeRating>.ageRating.schema)
  static let unseen = Parameter(
    component: "Unseen", name: "unseen", place: .query, isRequired: false,
    description: "Titles the viewer has not begun only.",
    schema: Schema("string", ("const", .text("true"))))
  static let length = Parameter(
    component: "RunningLength", name: "length", place: .query, isRequired: false,
    description: "Titles that run this long only: half an hour, an hour, two hours, or longer.",
    schema: WireType<RunningLength>.name().schema)
  static let order = Parameter(
    component: "Order", name: "order", place: .query, isRequired: false,
    description: "The order of the titles.", schema: WireType<TitleOrder>.name().schema)
  static let adult = Parameter(
    component: "Adult", name: "adult", place: .query, isRequired: false,
    description: "`false` leaves titles from 19 on out.",
    schema: Schema("string", ("const", .text("false"))))
  static let after = Parameter(
    component: "After", name: "after", place: .query,
    description: "Where the shelf goes on, as `next` said it.",
    schema: Schema(
      "string", ("minLength", .integer(1)),
      ("maxLength", .integer(Int64(WireLimits.cursorLength))),
      ("pattern", .text("^[A-Za-z0-9_-]+$"))))
  static let width = Parameter(
    component: "Width", name: "width", place: .query, isRequired: false,
    description: "Pixels from left to right that are enough.",
    schema: WireType<Int>.integer(from: 1, to: WireLimits.pictureWidth).schema
      .with("default", .integer(Int64(PictureWidth.medium.rawValue))))
  static let version = Parameter(
    component: "Version", name: "version", place: .query, isRequired: false,
    description: "The version of the picture, as `picture` of a title says it.",
    schema: WireType<PictureID>.picture.schema)
  static let code = Parameter(
    component: "Code", name: "code", place: .query, isRequired: false,
    description: "The code to begin with, from a QR code.",
    schema: WireType<String>.text(0...WireLimits.userCodeLength).schema)
  static let language = Parameter(
    component: "Language", name: "lang", place: .query, isRequired: false,
    description: "The language of the page, ko or en; else the browser's.",
    schema: WireType<String>.word(0...OutsideName.longest).schema)
  /// Every page takes it.
  static let knownTags = Parameter(
    component: "IfNoneMatch", name: "If-None-Match", place: .header, isRequired: false,
    description: "Tags of what is known already.", schema: Schema("string"))

  var reference: YAML { .map([("$ref", .text("#/components/parameters/\(component)"))]) }

  var facts: YAML {
    var facts: [(String, YAML)] = [("name", .text(name)), ("in", .text(place.rawValue))]
    if isRequired { facts.append(("required", .boolean(true))) }
    if let description { facts.append(("description", .text(description))) }
    facts.append(("schema", schema.reference))
    if let example { facts.append(("example", example)) }
    return .map(facts)
  }
}
