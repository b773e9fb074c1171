import HTTPTypes
import Hummingbird
import PickAPI
import PickIdentity
import PickModel
import PickStore

/// `/activate`: the page on which a device is approved without a signed-in terminal.
///
/// The page works without script, in three steps that keep no state between them: the code; the
/// device it belongs to, with number and password; the outcome. The password is typed into the form
/// that decides, so there is no cookie that a foreign page could use.
struct ActivationController: Sendable {
  let parts: SignInParts

  @Sendable func form(_ request: Request, _ context: ServerContext) async throws -> Response {
    let query = try FormFields(request.uri.query ?? "")
    let words = ActivationWords.chosen(try query.word("lang"), request.headers)
    let code = try query.text("code", 0...WireLimits.userCodeLength) ?? ""
    return ActivationPage(words: words).codeForm(code: code).response(.ok)
  }

  @Sendable func submit(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    try await parts.signInLimit.answer(context) {
      guard MediaType.isForm(request.headers[values: .contentType]) else {
        throw Problem(.unsupportedMediaType)
      }
      let body = try await request.wholeBody(context)
      guard let text = String(validating: body, as: UTF8.self) else { throw Problem(.invalidBody) }
      let fields = try FormFields(text)
      let words = ActivationWords.chosen(try fields.word("lang"), request.headers)
      let page = ActivationPage(words: words)
      guard SameOrigin.holds(for: request.head) else {
        return page.codeForm(code: "", fault: words.foreignForm).response(.forbidden)
      }
      return try await step(fields, page, context)
    }
  }

  private func step(_ fields: FormFields, _ page: ActivationPage, _ context: ServerContext)
    async throws -> Response
  {
    let code = try fields.text("code", 0...WireLimits.userCodeLength) ?? ""
    let number = try fields.line("number", 0...WireLimits.numberLength)
    let password = try fields.text("password", 0...WireLimits.passwordLength)
    let isYes = try fields.word("decision") == "approve"
    let devices = try parts.devices(for: context)
    let now = context.now
    do throws(DeviceSignInError) {
      // The device is looked up in each step, so that the decision is about the device shown.
      let device = try await devices.waiting(code, at: now)
      guard let number, let password else {
        return page.deviceForm(device, code: code, number: "", at: now).response(.ok)
      }
      return try await decide(
        isYes, code, device, Credentials(number: number, password: password), page, context)
    } catch {
      return try refusal(error, page)
    }
  }

  private func decide(
    _ isYes: Bool, _ code: String, _ device: WaitingDevice, _ credentials: Credentials,
    _ page: ActivationPage, _ context: ServerContext
  ) async throws(DeviceSignInError) -> Response {
    let now = context.now
    do {
      let account = try await parts.gate.pass {
        try await parts.authority(for: context).checked(credentials, at: now)
      }
      let devices = try parts.devices(for: context)
      if isYes {
        try await devices.approve(code, by: account, at: now)
      } else {
        try await devices.deny(code, by: account.account.id, at: now)
      }
      return page.outcome(isYes ? page.words.approved : page.words.denied).response(.ok)
    } catch SignInError.store(let error) {
      throw .store(error)
    } catch let error as SignInError {
      let (fault, status) = page.words.fault(error)
      guard let fault else { throw DeviceSignInError.store(.unexpected(reason: "\(error)")) }
      return page.deviceForm(device, code: code, number: credentials.number, at: now, fault: fault)
        .response(status)
    } catch let error as DeviceSignInError {
      throw error
    } catch let problem as Problem {
      let fault = page.words.wait(seconds: problem.retryAfter ?? 1)
      return page.deviceForm(device, code: code, number: credentials.number, at: now, fault: fault)
        .response(.tooManyRequests)
    } catch {
      throw .store(.unexpected(reason: "\(error)"))
    }
  }

  private func refusal(_ error: DeviceSignInError, _ page: ActivationPage) throws -> Response {
    switch error {
    case .noSuchCode, .expired, .denied, .pending, .tooEarly:
      return page.codeForm(code: "", fault: page.words.wrongCode).response(.notFound)
    case .throttled(let seconds):
      return page.codeForm(code: "", fault: page.words.wait(seconds: seconds))
        .response(.tooManyRequests)
    case .crowded, .signing, .store: throw error.answer
    }
  }
}

/// The fields of a submitted form (`application/x-www-form-urlencoded`) or of a query.
///
/// The first of repeated fields counts. Input that no browser sends is refused: invalid escapes,
/// invalid names, and more fields than any of our forms has.
struct FormFields: Sendable {
  private static let countLimit = 16
  private var values: [String: String] = [:]

  init(_ text: String) throws(Problem) {
    // Browsers escape every other byte. Comparing text takes time that grows with the square of a
    // run of combining marks, so this check comes before the text is split.
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Problem(.invalidBody)
    }
    let pairs = text.split(separator: "&")
    guard pairs.count <= Self.countLimit else { throw Problem(.invalidBody) }
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentDecoding.decode(parts[0], plusIsSpace: true),
        OutsideName.isPlain(name),
        let value = PercentDecoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
      else { throw Problem(.invalidBody) }
      if values[name] == nil { values[name] = value }
    }
  }

  /// A text on one line that has as many scalars as `lengths` allows; `nil` when the field is
  /// missing.
  func line(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard OutsideName.isLine(text, lengths) else { throw Problem(.invalidBody, field: name) }
    return text
  }

  /// A text without NUL, such as a password, that has as many scalars as `lengths` allows; `nil`
  /// when the field is missing.
  func text(_ name: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard lengths.contains(text.unicodeScalars.count), !text.unicodeScalars.contains("\0") else {
      throw Problem(.invalidBody, field: name)
    }
    return text
  }

  /// A text of printable ASCII, such as the value of a button; `nil` when the field is missing.
  func word(_ name: String) throws(Problem) -> String? {
    guard let text = values[name] else { return nil }
    guard OutsideName.isPlain(text) else { throw Problem(.invalidBody, field: name) }
    return text
  }
}

/// Checks that a form was sent from a page of this server.
///
/// The password in the form is the main protection, and this check is the second. Browsers send
/// `Sec-Fetch-Site` (over TLS and on loopback) or at least `Origin`; a request with neither does
/// not come from a browser.
private enum SameOrigin {
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
