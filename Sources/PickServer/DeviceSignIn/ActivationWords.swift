import HTTPTypes
import PickIdentity
import PickModel

/// The sentences of `/activate`, in one language.
struct ActivationWords: Sendable {
  let tag, name, brand, title, question, code, next, device, place, age, number, password: String
  let approve, deny, approved, denied, warning, wrongCode: String
  let wrongCredentials, disabled, foreignForm: String
  private let minutesAgo, justNow, waitSeconds: String

  static let korean = ActivationWords(
    tag: "ko", name: "한국어", brand: "헬로 Pick", title: "기기 로그인",
    question: "이 기기에서 로그인할까요?", code: "화면의 코드", next: "다음", device: "기기",
    place: "위치", age: "요청", number: "셋톱번호", password: "비밀번호", approve: "로그인 허용",
    deny: "거절", approved: "로그인을 허용했습니다. 기기 화면을 확인해 주세요.",
    denied: "요청을 거절했습니다.",
    warning: "직접 요청한 기기일 때만 허용하세요. 다른 사람이 알려 준 코드는 입력하지 마세요.",
    wrongCode: "코드가 맞지 않거나 시간이 지났습니다. 기기에서 새 코드를 받아 주세요.",
    wrongCredentials: "번호 또는 비밀번호가 맞지 않습니다.",
    disabled: "사용이 중지된 계정입니다. 운영자에게 문의하세요.",
    foreignForm: "이 페이지에서 보낸 요청이 아닙니다. 다시 입력해 주세요.", minutesAgo: "%분 전",
    justNow: "방금", waitSeconds: "시도가 너무 많습니다. %초 뒤에 다시 해 주세요.")

  static let english = ActivationWords(
    tag: "en", name: "English", brand: "Hello Pick", title: "Device sign-in",
    question: "Sign in on this device?", code: "Code on the screen", next: "Next",
    device: "Device", place: "Place", age: "Asked", number: "Set-top number",
    password: "Password", approve: "Allow sign-in", deny: "Refuse",
    approved: "The sign-in is allowed. Look at the device's screen.",
    denied: "The request was refused.",
    warning: "Allow it only if you asked for it yourself. Never type a code somebody sent you.",
    wrongCode: "The code is not right, or too old. Ask the device for a new one.",
    wrongCredentials: "The number or password is not right.",
    disabled: "This account is disabled. Ask its operator to enable it.",
    foreignForm: "The request did not come from this page. Please type it again.",
    minutesAgo: "% min ago", justNow: "just now",
    waitSeconds: "Too many tries. Try again in % s.")

  /// The other of the two languages.
  var other: ActivationWords { tag == "ko" ? .english : .korean }

  /// The requested language, else the first one in `Accept-Language` that there is, else Korean.
  static func chosen(_ tag: String?, _ headers: HTTPFields) -> ActivationWords {
    if let tag, let asked = [korean, english].first(where: { $0.tag == tag }) { return asked }
    let ranges = (headers[.acceptLanguage] ?? "").prefix(256).split(separator: ",")
    for range in ranges {
      let tag = range.drop { $0 == " " }.prefix { $0.isLetter }.lowercased()
      if let found = [korean, english].first(where: { $0.tag == tag }) { return found }
    }
    return korean
  }

  /// A phrase such as "3 min ago".
  func minutes(_ count: Int) -> String { count < 1 ? justNow : Self.filled(minutesAgo, count) }

  func wait(seconds: Int) -> String { Self.filled(waitSeconds, seconds) }

  /// The sentence and the status for a refused sign-in; errors of the server have no sentence.
  func fault(_ error: SignInError) -> (sentence: String?, status: HTTPResponse.Status) {
    switch error {
    case .wrongCredentials: (wrongCredentials, .forbidden)
    case .disabled: (disabled, .forbidden)
    case .throttled(let seconds): (wait(seconds: seconds), .tooManyRequests)
    case .hashing, .signing, .store: (nil, .internalServerError)
    }
  }

  private static func filled(_ template: String, _ number: Int) -> String {
    template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\(number)")
  }
}
