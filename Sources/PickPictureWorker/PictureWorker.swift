import CPictures
import Glibc
import PickModel
import PickPictures

/// The process that reads pictures: it gets files over standard input, and may do nothing else.
public enum PictureWorker {
  /// Serves and ends the process when the program was started for that; else nothing.
  ///
  /// Call it before anything asynchronous runs: the dispatch library ends a process in which it can
  /// open nothing.
  public static func runIfAsked() {
    guard CommandLine.arguments.dropFirst().elementsEqual([PictureWire.word]) else { return }
    serve(STDIN_FILENO)
    // What ends normally would have libraries clean up.
    _exit(0)
  }

  /// Bytes of memory beyond what the program has when it begins.
  ///
  /// 40 million pixels of a progressive JPEG take 240 MB for its coefficients.
  private static let memory: UInt64 = 448 << 20
  /// Seconds of the processor a file may take.
  private static let seconds: UInt32 = 5

  private static func serve(_ socket: Int32) {
    guard pick_worker_confine(memory) == 0 else { return }
    while let head = receive(PictureWire.Question.byteCount, from: socket),
      let question = PictureWire.Question(head), pick_worker_allow_seconds(seconds) == 0,
      let file = receive(question.byteCount, from: socket)
    {
      let (status, result) = answer(question, file)
      guard send(PictureWire.bytes([status, UInt32(result.count)]) + result, to: socket) else {
        return
      }
    }
  }

  private static func answer(
    _ question: PictureWire.Question, _ file: [UInt8]
  ) -> (status: UInt32, result: [UInt8]) {
    var picture = pick_picture()
    var (width, height): (UInt32, UInt32) = (0, 0)
    let status = pick_picture_read(
      file, file.count, UInt32(question.box.width), UInt32(question.box.height), &picture,
      &width, &height)
    guard status == 0 else { return (UInt32(bitPattern: status), []) }
    defer { pick_picture_free(&picture) }
    switch question.wanted {
    case .pixels:
      let count = 3 * Int(picture.width) * Int(picture.height)
      let pixels = UnsafeBufferPointer(start: picture.rgb, count: count)
      return (0, PictureWire.bytes([picture.width, picture.height]) + pixels)
    case .renditions: return renditions(&picture, PictureWire.bytes([width, height]))
    }
  }

  /// A JPEG for each width, the widest first made, since each is made of the one before.
  private static func renditions(
    _ picture: inout pick_picture, _ sides: [UInt8]
  ) -> (status: UInt32, result: [UInt8]) {
    var jpegs: [[UInt8]] = []
    for width in PictureWidth.allCases.reversed() {
      var status = pick_picture_shrink(
        &picture, UInt32(width.rawValue), UInt32(2 * width.rawValue))
      var bytes: UnsafeMutablePointer<UInt8>?
      var count = 0
      if status == 0 { status = pick_picture_write_jpeg(&picture, quality, &bytes, &count) }
      guard status == 0, let bytes else { return (UInt32(bitPattern: status), []) }
      jpegs.insert(Array(UnsafeBufferPointer(start: bytes, count: count)), at: 0)
      free(bytes)
    }
    let lengths = PictureWire.bytes(jpegs.map { UInt32($0.count) })
    return (0, sides + lengths + jpegs.flatMap { $0 })
  }

  /// Of a JPEG that is kept: small, and nothing is seen of it in cells.
  private static let quality: Int32 = 82

  private static func receive(_ count: Int, from socket: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        read(socket, $0.baseAddress?.advanced(by: filled), count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  private static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
