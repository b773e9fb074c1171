import Foundation
public import PickModel
import Synchronization

/// Writes a recording while the program runs; mode 0600, for it holds what a viewer saw.
///
/// What is typed into a password field or as a PIN is kept as asterisks.
public final class Recorder: MessageRecorder {
  /// The file cannot be written.
  public struct CannotWrite: Error {}

  private let file: Mutex<FileHandle>

  /// Begins a file with what the program begins with.
  public init(path: String, model: AppModel) throws(CannotWrite) {
    let isMade = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard isMade, let handle = FileHandle(forWritingAtPath: path) else { throw CannotWrite() }
    file = Mutex(handle)
    write(.head(RecordingHead(model)))
  }

  /// Keeps a message.
  public func record(_ message: Message, at now: Instant, isSecret: Bool) {
    let kept = isSecret ? message.withoutSecrets : message
    write(.message(StampedMessage(at: now, message: kept)))
  }

  /// Keeps what the last frame looked like.
  public func finish(_ frame: Frame) { write(.frame(frame.text)) }

  private func write(_ line: RecordingLine) {
    guard var data = try? JSONEncoder().encode(line) else { return }
    data.append(UInt8(ascii: "\n"))
    file.withLock { try? $0.write(contentsOf: data) }
  }
}

extension Message {
  /// The same message with asterisks for every character that was typed or pasted.
  var withoutSecrets: Message {
    switch self {
    case .input(.key(let key)) where key.typed != nil: .input(.key(.character("*")))
    case .input(.pasted(let text)):
      .input(.pasted(String(repeating: "*", count: text.count)))
    default: self
    }
  }
}
