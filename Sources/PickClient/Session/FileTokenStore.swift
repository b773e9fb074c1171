public import PickCore
public import PickModel

/// Keeps the tokens of one issuer in one private file.
///
/// A file that is corrupt, open to others, another user's or a symbolic link counts as signed out
/// and is set aside as `.bad`.
public struct FileTokenStore: TokenStore {
  private let file: PrivateFile
  private let pause: @Sendable (Duration) async -> Void

  /// How often and how long the lock is waited for: two seconds in all.
  private static let lockTries = 200
  private static let lockPause = Duration.milliseconds(10)

  /// A store in `file`; `pause` waits between two tries to get the lock.
  public init(
    file: PrivateFile,
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    self.file = file
    self.pause = pause
  }

  /// Always; when the file cannot be written, saving says so.
  public var isDurable: Bool { true }

  /// The stored pair; a file that may not be trusted is set aside.
  public func load() throws(TokenStoreError) -> TokenPair? {
    do {
      if let pair = TokenPair(stored: try file.read()) { return pair }
    } catch {
      switch error {
      case .missing: return nil
      case .inputOutput, .locked: throw .unavailable
      case .symbolicLink, .notRegular, .foreignOwner, .openToOthers, .tooLarge: break
      }
    }
    try? file.setAside()
    return nil
  }

  /// Stores the pair; it is on the disk when this returns.
  public func save(_ pair: TokenPair) throws(TokenStoreError) {
    do { try file.replace(with: pair.stored) } catch { throw .unavailable }
  }

  /// Removes the file when it holds that session.
  public func erase(_ session: SessionID) throws(TokenStoreError) {
    guard try load()?.session == session else { return }
    do { try file.remove() } catch { throw .unavailable }
  }

  /// Takes the lock file; gives up after two seconds, or at once where nothing can be locked.
  public func lock() async -> (any TokenStoreLock)? {
    for _ in 0..<Self.lockTries {
      do throws(PrivateFileError) {
        return try file.tryLock()
      } catch {
        guard error == .locked else { return nil }
        await pause(Self.lockPause)
      }
    }
    return nil
  }
}

extension PrivateFileLock: TokenStoreLock {}
