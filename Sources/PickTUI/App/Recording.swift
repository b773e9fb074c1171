import Foundation
import PickClient
public import PickModel
import Synchronization

/// A run of the program as a file: what it began with, every message, and the last frame.
///
/// One JSON value a line, so that a run that was killed can be replayed as far as it came.
public struct Recording: Sendable {
  /// Why a file cannot be replayed.
  public enum Failure: Error, Hashable, Sendable {
    /// There is no such file, or it may not be read.
    case unreadable
    /// A line is none of a recording; counted from 1.
    case malformed(line: Int)
  }

  private let head: RecordingHead
  private let messages: [StampedMessage]
  private let expected: String?

  /// Reads a file.
  public init(path: String) throws(Failure) {
    guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable }
    var head: RecordingHead?
    var messages: [StampedMessage] = []
    var expected: String?
    let decoder = JSONDecoder()
    for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      do {
        guard OutsideName.areNames(inJSON: Array(line), longest: 256, isASCII: false) else {
          throw Failure.malformed(line: index + 1)
        }
        let entry = try decoder.decode(RecordingLine.self, from: Data(line))
        switch entry {
        case .head(let value):
          guard value.isPossible else { throw Failure.malformed(line: index + 1) }
          head = value
        case .message(let value): messages.append(value)
        case .frame(let value): expected = value
        }
      } catch {
        throw .malformed(line: index + 1)
      }
    }
    guard let head else { throw .malformed(line: 1) }
    (self.head, self.messages, self.expected) = (head, messages, expected)
  }

  /// The last frame.
  public func lastFrame() -> Frame {
    var model = head.model
    for message in messages { _ = model.update(message.message, at: message.at) }
    return view(model)
  }

  /// Whether a frame is the one the run ended with; a run that was killed agrees with any.
  public func agrees(with frame: Frame) -> Bool { expected.map { $0 == frame.text } ?? true }
}

/// A line of a recording.
private enum RecordingLine: Codable {
  case head(RecordingHead)
  case message(StampedMessage)
  case frame(String)
}

/// A message and when it came.
private struct StampedMessage: Codable {
  let at: Instant
  let message: Message
}

/// The first state of a run without passwords and PIN.
private struct RecordingHead: Codable {
  let size: Size
  let settings: Settings
  let now: Instant
  let keys: [String: [Key]]
  let showsHangul: Bool
  let showsUnicode: Bool
  let themes: [String]
  let demoAccount: Credentials?
  let kiosk: Kiosk?
  let contentTime: Instant?
  let isRemote: Bool
  /// Whether pictures were shown; recordings of older versions do not say.
  let hasPictures: Bool?

  struct Kiosk: Codable {
    static let week = 604_800

    let pinLength: Int
    let idleSeconds: Int
    let countdownSeconds: Int
    /// Recordings of older versions do not say.
    let playbackIdleSeconds: Int?
  }

  init(_ model: AppModel) {
    let options = model.options
    size = model.size
    settings = model.settings
    now = model.now
    keys = Dictionary(
      uniqueKeysWithValues: Action.allCases.map { ($0.rawValue, options.keyMap.keys(for: $0)) })
    showsHangul = options.capabilities.showsHangul
    showsUnicode = options.capabilities.showsUnicode
    themes = options.themes
    // The demo world's password is on the screen and no secret.
    demoAccount = options.demoAccount
    kiosk = options.kiosk.map {
      Kiosk(
        pinLength: $0.pin.count, idleSeconds: $0.idleSeconds,
        countdownSeconds: $0.countdownSeconds, playbackIdleSeconds: $0.playbackIdleSeconds)
    }
    contentTime = options.contentTime
    isRemote = options.isRemote
    hasPictures = options.pictureMode != .none
  }

  /// Whether a program can have begun like that: a file may say anything.
  var isPossible: Bool {
    let lengths = [size.columns, size.rows]
    guard lengths.allSatisfy({ (0...10_000).contains($0) }) else { return false }
    guard let kiosk else { return true }
    return (0...1024).contains(kiosk.pinLength) && (0...Kiosk.week).contains(kiosk.idleSeconds)
      && (0...Kiosk.week).contains(kiosk.countdownSeconds)
      && (0...Kiosk.week).contains(kiosk.playbackIdleSeconds ?? 0)
  }

  /// The first state of the run.
  var model: AppModel {
    let map = try? KeyMap(changing: keys.mapValues { $0.map(\.description) })
    let kiosk = kiosk.map {
      KioskOptions(
        credentials: Credentials(number: "", password: ""),
        pin: String(repeating: "*", count: $0.pinLength), idleSeconds: $0.idleSeconds,
        countdownSeconds: $0.countdownSeconds,
        playbackIdleSeconds: $0.playbackIdleSeconds ?? $0.idleSeconds)
    }
    return AppModel(
      size: size, settings: settings,
      options: AppOptions(
        keyMap: map ?? KeyMap(),
        capabilities: TerminalCapabilities(
          showsHangul: showsHangul, showsUnicode: showsUnicode, colors: .trueColor),
        themes: themes, demoAccount: demoAccount, kiosk: kiosk, contentTime: contentTime,
        isRemote: isRemote, wantsPictures: hasPictures ?? false),
      now: now)
  }
}

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

  /// Keeps a message, which must hold no secret.
  public func record(_ message: Message, at now: Instant) {
    write(.message(StampedMessage(at: now, message: message)))
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
    case .input(.key), .input(.resized), .input(.resumed), .input(.graphics), .input(.ended),
      .started, .answered, .wrote, .alarm, .searchesRecalled, .modelTrained, .picturesShow,
      .pictureCame:
      self
    }
  }
}
