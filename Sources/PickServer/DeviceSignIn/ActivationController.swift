import HTTPTypes
import Hummingbird
import PickAPI
import PickCore
import PickModel

/// `/activate`: the page on which a device is approved without a signed-in terminal.
///
/// Works without script, in three steps that remember nothing between them: the code; the device
/// it belongs to, with number and password; the outcome. Whoever decides types the password into the
/// very form that decides, so there is no cookie that a foreign page could ride on.
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
      // Looked up in each step: what is shown is what is decided about.
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

extension MediaType {
  /// Whether it is a submitted form.
  static func isForm(_ values: [String]) -> Bool {
    guard values.count == 1, let first = values[0].split(separator: ";").first else { return false }
    return first.trimmed.lowercased() == "application/x-www-form-urlencoded"
  }
}
