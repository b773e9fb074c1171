import CCurl
import Glibc
import PickModel

/// One exchange: what libcurl reads from and writes into while it runs.
///
/// Unchecked: its maker gives it to `CurlLoop` in a command and keeps no reference; from then on
/// only the loop's thread uses it.
final class CurlTransfer: @unchecked Sendable {
  let number: UInt64
  private let settings: CurlSettings
  private let request: HTTPRequest
  private let answer: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>
  private var library: CurlLibrary?
  private var easy: CurlLibrary.Handle?
  private var list: CurlLibrary.Handle?
  private var sent: UnsafeMutableBufferPointer<CChar>?
  private var headers = HTTPHeaders()
  private var headerCount = 0
  private var body: [UInt8] = []
  private var isTooLarge = false
  /// Whether the empty line after the answer's fields has come.
  private var isHeadWhole = false

  /// How many bytes of header fields an answer may have.
  private static let maximumHeaders = 64 << 10

  init(
    number: UInt64, request: HTTPRequest, settings: CurlSettings,
    answer: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>
  ) {
    self.number = number
    self.settings = settings
    self.request = request
    self.answer = answer
  }

  /// Makes the handle to be driven; `nil` when that failed and the transfer has ended.
  func start(with library: CurlLibrary) -> CurlLibrary.Handle? {
    guard request.isSafe, let handle = library.easyInit() else {
      end(.failure(.malformed))
      return nil
    }
    (self.library, easy) = (library, handle)
    let options = CurlOptions(library: library, easy: handle)
    settings.apply(to: options, target: request.target, deadline: request.deadline)
    setMethodAndBody(options)
    setHeaders(options, library)
    setReceivers(options)
    guard options.areAllSet else {
      end(.failure(.malformed))
      return nil
    }
    return handle
  }

  /// libcurl is done with the handle; `code` is its CURLcode.
  func finished(_ code: Int32) {
    guard code == 0, let library else {
      return end(.failure(isTooLarge ? .tooLarge : failure(code)))
    }
    // libcurl reports a head that was cut off as a whole answer without a body.
    guard isHeadWhole else { return end(.failure(.unreachable)) }
    var status = 0
    _ = pick_curl_get_long(
      library.easyGetInfo, easy, Int32(PICK_CURLINFO_RESPONSE_CODE), &status)
    end(.success(HTTPResponse(status: status, headers: headers, body: body)))
  }

  private func failure(_ code: Int32) -> TransportError {
    guard let library else { return TransportError(curl: code) }
    var verification = 0
    _ = pick_curl_get_long(
      library.easyGetInfo, easy, Int32(PICK_CURLINFO_SSL_VERIFYRESULT), &verification)
    return TransportError(curl: code, verification: verification)
  }

  /// Frees what the exchange held and returns the result to its caller; the handle must have been
  /// removed from the multi handle.
  func end(_ result: Result<HTTPResponse, TransportError>) {
    library?.easyCleanup(easy)
    library?.listFree(list)
    if let sent, let first = sent.baseAddress {
      // The body may have held a password.
      explicit_bzero(first, sent.count)
      sent.deallocate()
    }
    (easy, list, sent) = (nil, nil, nil)
    answer.resume(returning: result)
  }

  private func setMethodAndBody(_ options: CurlOptions) {
    options.set(PICK_CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    guard request.method == .post || request.body != nil else { return }
    let bytes = request.body ?? []
    let sent = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
    sent.initialize(repeating: 0)
    for (index, byte) in bytes.enumerated() { sent[index] = CChar(bitPattern: byte) }
    self.sent = sent
    options.set(PICK_CURLOPT_POSTFIELDSIZE, bytes.count)
    options.set(PICK_CURLOPT_POSTFIELDS, pointer: sent.baseAddress)
  }

  private func setHeaders(_ options: CurlOptions, _ library: CurlLibrary) {
    // Without this line libcurl waits a second for "100 Continue" where a server does not send it.
    let lines = ["Expect:"] + request.headers.fields.map { "\($0.name): \($0.value)" }
    for line in lines { list = library.listAppend(list, line) ?? list }
    options.set(PICK_CURLOPT_HTTPHEADER, pointer: list)
  }

  private func setReceivers(_ options: CurlOptions) {
    // Unretained: the loop holds the transfer for as long as the handle is driven.
    let context = Unmanaged.passUnretained(self).toOpaque()
    options.set(PICK_CURLOPT_WRITEDATA, pointer: context)
    options.set(PICK_CURLOPT_HEADERDATA, pointer: context)
    options.setReceiver(PICK_CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      CurlTransfer.taken(from: context, bytes, size * count) { $0.receiveBody($1) }
    }
    options.setReceiver(PICK_CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      CurlTransfer.taken(from: context, bytes, size * count) { $0.receiveHeader($1) }
    }
  }

  private static func taken(
    from context: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
    by receive: (CurlTransfer, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    // A number other than `count` makes libcurl end the transfer.
    return receive(transfer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : -1
  }

  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= request.maximumBody else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerCount += bytes.count
    guard headerCount <= Self.maximumHeaders else {
      isTooLarge = true
      return false
    }
    // A status line begins a new answer, so that the fields of interim ones (1xx) are dropped.
    if bytes.starts(with: "HTTP/".utf8) { (headers, isHeadWhole) = (HTTPHeaders(), false) }
    if bytes.elementsEqual("\r\n".utf8) || bytes.elementsEqual("\n".utf8) { isHeadWhole = true }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let blanks = Array(" \t\r\n".utf8)
    let name = bytes[..<colon]
    let rest = bytes[(colon + 1)...].drop(while: blanks.contains)
    let end = rest.lastIndex { !blanks.contains($0) } ?? rest.startIndex - 1
    let value = rest[rest.startIndex..<max(rest.startIndex, end + 1)]
    // Fields that are not ASCII are skipped: none is read here, and comparing them may cost much.
    guard OutsideName.isPlain(name), OutsideName.isPlain(value, limit: Self.maximumHeaders) else {
      return true
    }
    headers.add(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    return true
  }
}

extension HTTPRequest {
  /// Whether target and fields each fit a line and have only characters that HTTP allows.
  fileprivate var isSafe: Bool {
    headers.isSafe && target.hasPrefix("/") && target.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }
}

extension TransportError {
  /// What a CURLcode other than `CURLE_OK` means; `verification` is what OpenSSL found of the
  /// certificate, an `X509_V_…`, 0 where it found nothing wrong.
  init(curl code: Int32, verification: Int = 0) {
    switch code {
    case 28: self = .timedOut
    // OpenSSL judges the chain of certificates. libcurl compares the names with the host, and
    // leaves "unspecified" (1) where it fails before it asks OpenSSL.
    case 60 where [0, 1, 62, 64].contains(verification): self = .wrongHost
    // The certificate is not valid yet, or has expired.
    case 60 where verification == 9 || verification == 10: self = .expiredCertificate
    // The file of authorities cannot be read.
    case 77: self = .noAuthorities
    // Handshake, client certificate, cipher, peer verification, the list of what was revoked.
    case 35, 58, 59, 60, 66, 82, 83, 90, 91: self = .untrusted
    // Protocol, address, header, HTTP/0.9, packing, framing of a whole answer.
    case 1, 3, 8, 43, 48, 49, 61: self = .malformed
    case 63: self = .tooLarge
    default: self = .unreachable
    }
  }
}
