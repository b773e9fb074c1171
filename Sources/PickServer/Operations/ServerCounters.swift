import Synchronization

/// What happened on the server since it started, beyond its requests; told by `/metrics`.
public final class ServerCounters: Sendable {
  /// What is counted.
  public enum Event: String, CaseIterable, Sendable {
    /// A number and a password that do not belong together.
    case failedSignIns = "failed_sign_ins"
    /// A used refresh token came back, and its family was ended.
    case reusedTokens = "reused_tokens"
    /// Facts about viewers that were stored: watch events, detail views, impressions.
    case eventsStored = "events_stored"
    /// A page was answered from what was encoded before.
    case pageCacheHits = "page_cache_hits"
    /// A page was encoded anew.
    case pageCacheMisses = "page_cache_misses"
    /// Another model was published and serves now.
    case modelsLoaded = "models_loaded"

    var help: String {
      switch self {
      case .failedSignIns: "Sign-ins with a wrong number or password."
      case .reusedTokens: "Used refresh tokens that came back; their family was ended."
      case .eventsStored: "Facts about viewers that were stored."
      case .pageCacheHits: "Pages answered from what was encoded before."
      case .pageCacheMisses: "Pages encoded anew."
      case .modelsLoaded: "Models swapped in since the start."
      }
    }
  }

  private let counts = Mutex<[Event: UInt64]>([:])

  /// Nothing counted yet.
  public init() {}

  /// Counts something that happened.
  public func count(_ event: Event, _ times: Int = 1) {
    counts.withLock { $0[event, default: 0] += UInt64(max(0, times)) }
  }

  /// How often something happened.
  public func total(of event: Event) -> UInt64 { counts.withLock { $0[event] ?? 0 } }
}
