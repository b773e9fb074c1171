import HTTPTypes

/// Whether a form was sent from a page of ours.
///
/// The password in the form is what protects it; this is the second lock. Browsers say where a
/// form comes from (`Sec-Fetch-Site`, over TLS and on loopback) or at least from which origin; what
/// says neither is no browser.
enum SameOrigin {
  static func holds(for request: HTTPRequest) -> Bool {
    if let site = request.headerFields[.secFetchSite] {
      return site == "same-origin" || site == "none"
    }
    let origins = request.headerFields[values: .origin]
    guard let origin = origins.first else { return true }
    guard origins.count == 1, let authority = request.authority, !authority.isEmpty else {
      return false
    }
    return origin == "https://" + authority || origin == "http://" + authority
  }
}

extension HTTPField.Name {
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .date
}
