import PickModel

/// The description of the wire (OpenAPI 3.1), made of the endpoints and their payloads.
public enum OpenAPIDocument {
  /// The document as `GET /openapi.yaml` answers it.
  public static let text = document.document

  private static var document: YAML {
    .map([
      ("openapi", .text("3.1.0")), ("info", info),
      (
        "servers",
        .list([
          .map([
            ("url", .text("/")), ("description", .text("The server this document was asked of.")),
          ])
        ])
      ), ("tags", .list(Route.Topic.allCases.map(tag))),
      ("security", .list([.map([("accessToken", .list([]))])])), ("paths", paths),
      ("components", components),
    ])
  }

  private static let info: YAML = .map([
    ("title", .text("Pick")), ("version", .text("1")),
    ("summary", .text("Pages, choices and watching of one viewer, for terminals.")),
    (
      "description",
      .text(
        """
        Everything a terminal of Pick asks its server for.

        - Identifiers are strings of digits: they have 63 bits, which JavaScript's numbers do not hold.
        - Instants are integers: milliseconds since 1970-01-01T00:00:00Z.
        - What is not there is left out; nothing is null.
        - Lengths are counted in Unicode scalars. No text contains U+0000.
        - Clients pass over fields they do not know. The server refuses them (`invalid_body`), so that
          nothing is silently misread.
        - Every failure is a problem document (RFC 9457) with a stable `code` and the request's name.
        - `GET` pages carry a strong `ETag`; `If-None-Match` is answered with 304. Bodies of 1 KiB and
          more are compressed with gzip for clients that accept it. `HEAD` is answered wherever `GET` is.
        - Bodies are read up to 64 KiB, batches up to 2 MiB and 500 facts, headers up to 16 KiB and
          100 fields, a target up to 8 KiB; a request has to arrive within 10 seconds.
        - Names and header fields are printable ASCII, names of at most 64 characters.

        """)
    ), ("license", .map([("name", .text("MIT")), ("identifier", .text("MIT"))])),
  ])

  private static func tag(_ topic: Route.Topic) -> YAML {
    let description =
      switch topic {
      case .signIn: "Sessions and passwords."
      case .pages: "What a viewer browses."
      case .own: "What is known of a viewer."
      case .choices: "What a viewer chooses; setting a state twice changes nothing."
      case .watching: "Facts, each with its own identity; repeating them is safe."
      case .device: "Signing in a device without a keyboard (RFC 8628)."
      case .operating: "For those who run the server."
      }
    return .map([("name", .text(topic.rawValue)), ("description", .text(description))])
  }

  // MARK: Paths

  private static var paths: YAML {
    var paths: [(String, [(String, YAML)])] = []
    for endpoint in Endpoint.allCases {
      let route = endpoint.route
      let entry = (route.method.rawValue.lowercased(), operation(endpoint, route))
      if let index = paths.firstIndex(where: { $0.0 == route.template }) {
        paths[index].1.append(entry)
      } else {
        paths.append((route.template, [entry]))
      }
    }
    return .map(paths.map { ($0, .map($1)) })
  }

  private static func operation(_ endpoint: Endpoint, _ route: Route) -> YAML {
    var facts: [(String, YAML)] = [
      ("operationId", .text(endpoint.rawValue)), ("tags", .list([.text(route.topic.rawValue)])),
      ("summary", .text(route.summary)),
    ]
    if let details = route.details { facts.append(("description", .text(details))) }
    switch route.caller {
    case .accessToken, .expiredAccessToken: break
    case .anyone, .refreshToken, .deviceCode: facts.append(("security", .list([])))
    }
    let parameters = route.parameters + tagParameters(of: route)
    if !parameters.isEmpty {
      facts.append(("parameters", .list(parameters.map(\.reference))))
    }
    if let body = requestBody(of: route) { facts.append(("requestBody", body)) }
    let refusals = Refusal.all(of: route).map { ("\($0.status)", $0.refusal.reference) }
    facts.append(("responses", .map([success(of: route)] + refusals)))
    return .map(facts)
  }

  private static func tagParameters(of route: Route) -> [Parameter] {
    switch route.answer {
    case .page, .picture, .document: [.knownTags]
    case .fresh, .done, .html, .word, .keySet: []
    }
  }

  private static func requestBody(of route: Route) -> YAML? {
    let (type, schema): (String, Schema)
    switch route.body {
    case .none: return nil
    case .small(let payload), .batch(let payload):
      (type, schema) = (WireJSON.mediaType, payload.schema)
    case .form: (type, schema) = ("application/x-www-form-urlencoded", activationForm)
    }
    let example = route.example.map { [("example", $0)] } ?? []
    return .map([
      ("required", .boolean(true)),
      ("content", .map([(type, .map([("schema", schema.reference)] + example))])),
    ])
  }

  private static func success(of route: Route) -> (String, YAML) {
    let (type, schema, isPage): (String, Schema, Bool)
    switch route.answer {
    case .done: return ("204", .map([("description", .text("Done, or done before."))]))
    case .page(let payload): (type, schema, isPage) = (WireJSON.mediaType, payload.schema, true)
    case .fresh(let payload): (type, schema, isPage) = (WireJSON.mediaType, payload.schema, false)
    case .picture: (type, schema, isPage) = (pictureType, bytes, true)
    case .html: (type, schema, isPage) = ("text/html", markup, false)
    case .word: (type, schema, isPage) = ("text/plain", plainText, false)
    case .document: (type, schema, isPage) = ("application/yaml", markup, true)
    case .keySet: (type, schema, isPage) = ("application/jwk-set+json", KeySet.wire.schema, false)
    }
    var facts: [(String, YAML)] = [("description", .text(route.meaning ?? "Done."))]
    if isPage {
      facts.append(
        ("headers", .map(["ETag", "Cache-Control"].map { ($0, header($0)) })))
    }
    facts.append(("content", content([(type, schema)])))
    return ("200", .map(facts))
  }

  static func content(_ content: [(String, Schema)]) -> YAML {
    .map(content.map { ($0, .map([("schema", $1.reference)])) })
  }

  static func header(_ name: String) -> YAML {
    .map([("$ref", .text("#/components/headers/\(name.replacing("-", with: ""))"))])
  }

  // MARK: Components

  static let plainText = Schema("string").named("PlainText")
  static let markup = Schema("string").named("Markup")
  private static let bytes = Schema("string", ("format", .text("binary"))).named("Bytes")
  /// What pictures travel as.
  public static let pictureType = "image/jpeg"

  /// The fields of the form at `/activate`.
  private static let activationForm: Schema = {
    let word = WireType<String>.word(0...OutsideName.longest).schema
    let fields: [(String, Schema)] = [
      (
        "code",
        WireType<String>.text(0...WireLimits.userCodeLength).schema
          .with("description", .text("As typed; case, spaces and hyphens do not matter."))
      ), ("number", WireType<String>.line(0...WireLimits.numberLength).schema),
      ("password", WireType<String>.text(0...WireLimits.passwordLength).schema),
      ("decision", word.with("description", .text("approve; anything else denies."))),
      ("lang", word.with("description", .text("ko or en."))),
    ]
    return Schema(
      "object", ("description", .text("Fields with other names are not read.")),
      ("maxProperties", .integer(16)),
      (
        "propertyNames",
        .map(word.facts.filter { $0.0 != "type" })
      ), ("additionalProperties", .map([("type", .text("string"))])),
      ("properties", .map(fields.map { ($0, $1.reference) }))
    ).named("ActivationForm")
  }()

  private static var components: YAML {
    let routes = Endpoint.allCases.map(\.route)
    var parameters: [Parameter] = []
    var schemas: [Schema] = []
    func add(_ schema: Schema) {
      if let name = schema.component {
        guard !schemas.contains(where: { $0.component == name }) else { return }
        schemas.append(schema)
      }
      schema.uses.forEach(add)
    }
    for route in routes {
      for parameter in route.parameters + tagParameters(of: route) {
        if !parameters.contains(where: { $0.component == parameter.component }) {
          parameters.append(parameter)
        }
        add(parameter.schema)
      }
      if let payload = route.body.payload { add(payload.schema) }
      switch route.answer {
      case .page(let payload), .fresh(let payload): add(payload.schema)
      case .picture, .done, .html, .word, .document, .keySet: break
      }
    }
    for schema in [
      Problem.wire.schema, KeySet.wire.schema, activationForm, plainText, markup, bytes,
    ] {
      add(schema)
    }
    return .map([
      ("securitySchemes", .map([("accessToken", accessToken)])), ("headers", headers),
      ("parameters", .map(parameters.map { ($0.component, $0.facts) })),
      ("responses", .map(Refusal.allCases.map { ($0.component, $0.facts) })),
      (
        "schemas",
        .map(schemas.map { ($0.component ?? "", .map($0.facts)) }.sorted { $0.0 < $1.0 })
      ),
    ])
  }

  private static let accessToken: YAML = .map([
    ("type", .text("http")), ("scheme", .text("bearer")), ("bearerFormat", .text("JWT")),
    ("description", .text("The access token of signing in; 30 minutes.")),
  ])

  private static let headers: YAML = .map([
    (
      "ETag",
      .map([
        ("description", .text("Stands for the bytes of the page.")),
        ("schema", .map([("type", .text("string"))])),
      ])
    ),
    (
      "CacheControl",
      .map([
        (
          "description",
          .text(
            "Kept by the viewer's own program only, and asked about each time; a picture asked for by "
              + "its version is kept for good.")
        ),
        ("schema", .map([("type", .text("string"))])),
      ])
    ),
  ])
}

extension WirePayload {
  fileprivate static var schema: Schema { wire.schema }
}
