/// What the document says of a JSON value (JSON Schema 2020-12, as OpenAPI 3.1 has it).
struct Schema: Sendable {
  /// Its name among the document's components; a schema without one stands where it is used.
  let component: String?
  let facts: [(String, YAML)]
  /// The schemas that `facts` refer to.
  let uses: [Schema]

  init(component: String? = nil, facts: [(String, YAML)], uses: [Schema] = []) {
    self.component = component
    self.facts = facts
    self.uses = uses
  }

  init(_ type: String, _ facts: (String, YAML)...) {
    self.init(facts: [("type", .text(type))] + facts)
  }

  /// How another schema refers to this one.
  var reference: YAML {
    component.map { .map([("$ref", .text("#/components/schemas/\($0)"))]) } ?? .map(facts)
  }

  func named(_ component: String) -> Schema {
    Schema(component: component, facts: facts, uses: uses)
  }

  func with(_ key: String, _ value: YAML) -> Schema {
    Schema(component: component, facts: facts + [(key, value)], uses: uses)
  }

  /// A number of at most 63 bits in its shortest form.
  ///
  /// JSON Schema has no range for texts.
  static let identifier = Schema(
    "string",
    (
      "pattern",
      .text(
        "^([1-9][0-9]{0,17}|[1-8][0-9]{18}|9[0-1][0-9]{17}|92[0-1][0-9]{16}|922[0-2][0-9]{15}"
          + "|9223[0-2][0-9]{14}|92233[0-6][0-9]{13}|922337[0-1][0-9]{12}|92233720[0-2][0-9]{10}"
          + "|922337203[0-5][0-9]{9}|9223372036[0-7][0-9]{8}|92233720368[0-4][0-9]{7}"
          + "|922337203685[0-3][0-9]{6}|9223372036854[0-6][0-9]{5}|92233720368547[0-6][0-9]{4}"
          + "|922337203685477[0-4][0-9]{3}|9223372036854775[0-7][0-9]{2}|922337203685477580[0-7])$")
    ), ("description", .text("A number of at most 63 bits.")), ("example", .text("42"))
  ).named("Identifier")
}
