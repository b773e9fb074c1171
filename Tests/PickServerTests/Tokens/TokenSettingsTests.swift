import FoundationEssentials
import Testing

@testable import PickServer

@Suite("Token settings")
struct TokenSettingsTests {
  private func read(_ json: String) throws -> TokenSettings {
    try JSONDecoder().decode(TokenSettings.self, from: Data(json.utf8))
  }

  @Test("what is left out has the product's value, and the product's values make sense")
  func defaults() throws {
    #expect(try read("{}") == TokenSettings())
    #expect(TokenSettings().nonsense == nil)
    #expect(TokenSettings().accessTokenLifetime == 1800)
    #expect(try read(#"{"audience":"tv"}"#).audience == "tv")
  }

  @Test(
    "a value that makes no sense is named",
    arguments: [
      (#"{"leeway":61}"#, "leeway"), (#"{"leeway":-1}"#, "leeway"),
      (#"{"access_token_lifetime":0}"#, "access_token_lifetime"),
      (#"{"refresh_token_lifetime":60}"#, "refresh_token_lifetime"),
      (#"{"session_lifetime":60}"#, "session_lifetime"),
      (#"{"rotation_grace":61}"#, "rotation_grace"), (#"{"audience":""}"#, "audience"),
      (#"{"issuer":"a b"}"#, "issuer"), (#"{"auth_header_types":[]}"#, "auth_header_types"),
      (#"{"auth_header_types":["Be arer"]}"#, "auth_header_types"),
      (#"{"key_set_lifetime":0}"#, "key_set_lifetime"),
      (#"{"sign_ins_per_minute":0}"#, "sign_ins_per_minute"),
      (#"{"trusted_proxies":["localhost"]}"#, "trusted_proxies"),
      (#"{"public_url":"pick.example"}"#, "public_url"),
      (#"{"public_url":"https://pick.example/"}"#, "public_url"),
    ])
  func nonsense(json: String, name: String) throws {
    #expect(try read(json).nonsense == name)
  }

  @Test("every setting has a name in the file, and comes back")
  func names() throws {
    var settings = TokenSettings()
    settings.issuer = "x"
    settings.publicURL = "https://x"
    let encoded = try JSONEncoder().encode(settings)
    let object = try JSONDecoder().decode([String: AnyValue].self, from: encoded)
    #expect(Set(object.keys) == Set(TokenSettings.CodingKeys.allCases.map(\.rawValue)))
    #expect(try JSONDecoder().decode(TokenSettings.self, from: encoded) == settings)
  }

  private struct AnyValue: Decodable { init(from decoder: any Decoder) {} }
}
