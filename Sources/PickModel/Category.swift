/// The five pages the catalogue is divided into, in the order of the header.
public enum Category: String, CaseIterable, Codable, Sendable {
  /// TV방송: shows, news, documentaries, entertainment.
  case broadcast
  /// TV드라마.
  case drama
  /// 영화.
  case film
  /// 키즈.
  case kids
  /// 애니메이션.
  case animation
}
