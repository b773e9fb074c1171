import Dispatch
import Glibc
public import PickModel
import Synchronization

/// Reads pictures in a process of its own: a hostile file ends that process and nothing else.
///
/// The process is this program itself, started with a word of its own (`PictureWire.word`). It may
/// open no file and has limits of memory and of processor time; a file that takes longer than the
/// deadline ends it. It serves one file after the other and goes away when it is not needed.
public final class PictureDecoder: Sendable {
  /// How long things may take.
  public struct Patience: Sendable {
    /// Milliseconds one file may take, all in all.
    public let file: Int
    /// Milliseconds after which a process without work ends.
    public let idle: Int

    /// Ten seconds a file; the process ends after two without one.
    public static let standard = Patience(file: 10_000, idle: 2_000)

    /// Other times.
    public init(file: Int, idle: Int) {
      self.file = file
      self.idle = idle
    }
  }

  private struct State {
    var process: PictureProcess?
    var lastUse = 0
  }

  private let executable: String
  private let patience: Patience
  /// Files are read one after the other, on a thread that may wait.
  private let queue = DispatchQueue(label: "pick.pictures", qos: .utility)
  private let state = Mutex(State())

  /// A reader; no process is started before the first file.
  ///
  /// - Parameters:
  ///   - executable: this program's own path.
  ///   - patience: how long things may take.
  public init(executable: String, patience: Patience = .standard) {
    self.executable = executable
    self.patience = patience
  }

  deinit { state.withLock { $0.process?.end() } }

  /// The pixels of a file, scaled down to fit a box of at most 1280 by 2560.
  public func pixels(
    of file: [UInt8], width: Int, height: Int
  ) async -> Result<RGBPicture, PictureRefusal> {
    guard let box = PictureWire.Box(width: width, height: height) else {
      return .failure(.tooManyPixels)
    }
    return await ask(.pixels, box, file).flatMap { answer in
      RGBPicture(answer: answer).map { .success($0) } ?? .failure(.failed)
    }
  }

  /// The file as it is to be kept and served.
  public func renditions(of file: [UInt8]) async -> Result<PictureRenditions, PictureRefusal> {
    await ask(.renditions, .kept, file).flatMap { answer in
      PictureRenditions(answer: answer).map { .success($0) } ?? .failure(.failed)
    }
  }

  private func ask(
    _ wanted: PictureWire.Wanted, _ box: PictureWire.Box, _ file: [UInt8]
  ) async -> Result<[UInt8], PictureRefusal> {
    guard !file.isEmpty else { return .failure(.empty) }
    guard file.count <= PictureRefusal.longestFile else { return .failure(.tooManyBytes) }
    guard PictureFormat(beginning: file) != nil else { return .failure(.unknownFormat) }
    let question = PictureWire.Question(wanted, box, byteCount: file.count)
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.perform(question, file)) }
    }
  }

  private func perform(
    _ question: PictureWire.Question, _ file: [UInt8]
  ) -> Result<[UInt8], PictureRefusal> {
    state.withLock { state in
      state.lastUse += 1
      if state.process == nil { state.process = PictureProcess.start(executable) }
      guard let process = state.process else { return .failure(.failed) }
      let result = process.answer(question, file, within: patience.file)
      if result.hasEndedProcess {
        process.end()
        state.process = nil
      } else {
        endLater(state.lastUse)
      }
      return result
    }
  }

  /// Ends the process when no other file has come by then.
  private func endLater(_ use: Int) {
    queue.asyncAfter(deadline: .now() + .milliseconds(patience.idle)) { [weak self] in
      self?.state.withLock { state in
        guard state.lastUse == use else { return }
        state.process?.end()
        state.process = nil
      }
    }
  }
}

extension Result where Success == [UInt8], Failure == PictureRefusal {
  /// Whether the process can serve no other file.
  fileprivate var hasEndedProcess: Bool {
    switch self {
    case .failure(.tooSlow), .failure(.failed): true
    case .success, .failure: false
    }
  }
}
