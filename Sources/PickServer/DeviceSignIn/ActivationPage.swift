import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import PickAPI
import PickIdentity
import PickModel

/// The HTML of the three steps of `/activate`.
struct ActivationPage: Sendable {
  let words: ActivationWords
  private var content: HTML = ""

  init(words: ActivationWords) { self.words = words }

  /// Step one asks for the code that the device shows.
  func codeForm(code: String, fault: String? = nil) -> ActivationPage {
    let shown = UserCode(typed: code)?.text ?? ""
    return with(
      """
      <h1>\(words.title)</h1>\(alert(fault))
      <form method="post" action="/activate"><input type="hidden" name="lang" value="\(words.tag)">
      <label for="code">\(words.code)</label>
      <input id="code" name="code" class="code" value="\(shown)" placeholder="BCDF-GHJK" \
      maxlength="16" autocomplete="off" autocapitalize="characters" spellcheck="false" required \
      autofocus>
      <button>\(words.next)</button></form>
      \(otherLanguage(code: shown))
      """)
  }

  /// Step two shows the device and asks for number and password.
  func deviceForm(
    _ device: WaitingDevice, code: String, number: String, at now: Instant, fault: String? = nil
  ) -> ActivationPage {
    let minutes = max(0, Int(now.seconds(since: device.begunAt)) / 60)
    let shown = UserCode(typed: code)?.text ?? ""
    return with(
      """
      <h1>\(words.question)</h1>\(alert(fault))
      <dl><dt>\(words.device)</dt><dd>\(device.name)</dd><dt>\(words.place)</dt>\
      <dd>\(device.place)</dd><dt>\(words.age)</dt><dd>\(words.minutes(minutes))</dd>\
      <dt>\(words.code)</dt><dd class="code">\(shown)</dd></dl>
      <p class="warning">\(words.warning)</p>
      <form method="post" action="/activate"><input type="hidden" name="lang" value="\(words.tag)">
      <input type="hidden" name="code" value="\(shown)">
      <label for="number">\(words.number)</label>
      <input id="number" name="number" value="\(number)" maxlength="\(String(WireLimits.numberLength))" \
      autocomplete="username" required>
      <label for="password">\(words.password)</label>
      <input id="password" name="password" type="password" \
      autocomplete="current-password" required>
      <button name="decision" value="approve">\(words.approve)</button>
      <button name="decision" value="deny" class="plain">\(words.deny)</button></form>
      """)
  }

  /// Step three shows the outcome.
  func outcome(_ sentence: String) -> ActivationPage {
    with("<h1>\(words.title)</h1><p role=\"status\" class=\"done\">\(sentence)</p>")
  }

  /// The page as an answer that must not be cached or framed.
  func response(_ status: HTTPResponse.Status) -> Response {
    let html: HTML = """
      <!doctype html><html lang="\(words.tag)"><head><meta charset="utf-8">\
      <meta name="viewport" content="width=device-width, initial-scale=1">\
      <meta name="referrer" content="same-origin"><meta name="color-scheme" content="light dark">\
      <title>\(words.title) · \(words.brand)</title><style>\(Self.style)</style></head>
      <body><main><p class="brand">\(words.brand)</p>
      \(content)
      </main></body></html>

      """
    return Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
        .contentSecurityPolicy: Self.policy,
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
  }

  private func with(_ content: HTML) -> ActivationPage {
    var page = self
    page.content = content
    return page
  }

  private func alert(_ fault: String?) -> HTML {
    fault.map { "<p role=\"alert\" class=\"fault\">\($0)</p>" } ?? ""
  }

  private func otherLanguage(code: String) -> HTML {
    let other = words.other
    let query = code.isEmpty ? "" : "&code=" + code
    return """
      <p class="language"><a href="/activate?lang=\(other.tag)\(query)" hreflang="\(other.tag)" \
      lang="\(other.tag)">\(other.name)</a></p>
      """
  }

  /// The policy allows no script, and one style sheet by its hash.
  private static let policy: String = {
    let hash = Data(SHA256.hash(data: Data(style.text.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(hash)'; form-action 'self'; "
      + "base-uri 'none'; frame-ancestors 'none'"
  }()

  private static let style: HTML = """
    :root{color-scheme:light dark;--back:#fff;--text:#1a1a1a;--soft:#5c5c5c;--line:#8a8a8a;\
    --accent:#c9103f;--on:#fff;--fault:#b00020}\
    @media (prefers-color-scheme:dark){:root{--back:#000;--text:#f2f2f2;--soft:#b8b8b8;\
    --line:#7a7a7a;--accent:#ff6685;--on:#000;--fault:#ff8a9c}}\
    *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);\
    font:1rem/1.5 system-ui,"Noto Sans KR","Noto Sans CJK KR",sans-serif}\
    main{max-width:26rem;margin:0 auto;padding:1.5rem 1rem 3rem}\
    .brand{margin:0 0 1.5rem;font-weight:700;color:var(--accent)}\
    h1{font-size:1.4rem;line-height:1.3;margin:0 0 1rem}\
    label{display:block;margin:1rem 0 .25rem;color:var(--soft)}\
    input{width:100%;padding:.75rem;font:inherit;color:inherit;background:transparent;\
    border:1px solid var(--line);border-radius:.5rem}\
    .code{font-family:ui-monospace,monospace;letter-spacing:.12em;text-transform:uppercase}\
    input.code{font-size:1.4rem;text-align:center}\
    button{display:block;width:100%;min-height:3rem;margin-top:1rem;font:inherit;font-weight:700;\
    color:var(--on);background:var(--accent);border:1px solid var(--accent);border-radius:.5rem}\
    button.plain{color:var(--text);background:transparent;border-color:var(--line)}\
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}\
    dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1rem}\
    dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;font-weight:600}\
    .warning{color:var(--soft);font-size:.9rem}.fault{color:var(--fault);font-weight:600}\
    .language{margin-top:2rem}a{color:var(--accent)}
    """
}

/// Text that is markup; interpolated strings are escaped.
private struct HTML: Sendable, ExpressibleByStringInterpolation {
  let text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Takes literal parts as markup and escapes strings.
  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ markup: HTML) { text += markup.text }

    mutating func appendInterpolation(_ plain: String) { text += Self.escaped(plain) }

    /// The result is safe between tags and inside quoted attributes.
    private static func escaped(_ plain: String) -> String {
      var escaped = ""
      for scalar in plain.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&#39;"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }
  }
}
