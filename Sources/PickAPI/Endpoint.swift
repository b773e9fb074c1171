/// Every endpoint there is.
///
/// The raw value is the operation's name in the document. The router has a handler for each case, so an endpoint that is not served does not compile.
public enum Endpoint: String, CaseIterable, Sendable {
  case signIn, refresh, signOut, session, sessions, endSession, changePassword
  case home, shelf, shelfCards, category, search, title, picture, explanation
  case myPage, myList, history, taste
  case addToMyList, removeFromMyList, setThumb, withdrawThumb, hide, unhide, forget, unforget
  case withdraw, setAside, putBack, arrangeHome
  case markWatched, unmarkWatched, savePlayback
  case recordWatchEvents, recordDetailViews, recordImpressions
  case authorizeDevice, pollDeviceToken, pendingDevice, approveDevice, denyDevice
  case activationForm, activate
  case live, ready, keySet, openAPI

  /// What the paths of this version begin with.
  public static let prefix = "/api/v1"
}

extension Endpoint {
  /// The path of a request, with its parameters in the order they stand in the template, and a
  /// query; everything percent-encoded.
  ///
  ///     Endpoint.shelfCards.target("because:42", query: [("after", cursor.text)])
  public func target(_ parameters: String..., query: [(String, String)] = []) -> String {
    let template = route.template
    var values = parameters.makeIterator()
    let path = template.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      guard segment.first == "{" else { return String(segment) }
      guard let value = values.next() else {
        preconditionFailure("\(template) has more parameters than were given")
      }
      return Self.percentEncoded(value)
    }
    let pairs = query.map { "\(Self.percentEncoded($0))=\(Self.percentEncoded($1))" }
    let tail = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    return path.joined(separator: "/") + tail
  }

  /// Everything but the unreserved characters of RFC 3986, section 2.3.
  static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
