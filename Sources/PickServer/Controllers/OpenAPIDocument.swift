/// The text of `openapi.yaml`, built into the program.
enum OpenAPIDocument {
  static let text = ""
}
