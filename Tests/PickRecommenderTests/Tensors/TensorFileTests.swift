import Foundation
import PickModel
import Testing

@testable import PickRecommender

@Suite struct TensorFileTests {
  private func sample() -> [UInt8] {
    var writer = TensorFileWriter(metadata: ["format": "test \"1\""])
    writer.add("small", TensorStorage<Float>([1, -2.5, 3]))
    writer.add("wide", TensorStorage<Int64>([.min, 7]))
    writer.add("table", TensorStorage<Int32>([1, 2, 3, 4, 5, 6]), shape: [2, 3])
    return writer.encoded()
  }

  private func open(_ bytes: [UInt8]) throws -> TensorFile {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).safetensors").path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    // The mapping outlives the file's name.
    return try TensorFile(path: path)
  }

  /// A file with this header, padded unless it ends in a blank, and as many bytes of data.
  private func file(_ header: String, dataByteCount: Int) -> [UInt8] {
    let isPadded = header.hasSuffix(" ") || header.utf8.count.isMultiple(of: 8)
    let padding = isPadded ? 0 : 8 - header.utf8.count % 8
    let header = header + String(repeating: " ", count: padding)
    return bytes(header, dataByteCount: dataByteCount)
  }

  private func bytes(_ header: String, dataByteCount: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: dataByteCount)
  }

  @Test("what is written is read back, from the mapping")
  func roundTrip() throws {
    let file = try open(sample())
    #expect(file.names == ["small", "table", "wide"])
    #expect(file.metadata == ["format": "test \"1\""])
    #expect(file.shape(of: "table") == [2, 3])
    #expect(try file.tensor("small", of: Float.self).elements == [1, -2.5, 3])
    #expect(try file.tensor("wide", of: Int64.self).elements == [.min, 7])
    #expect(try file.tensor("table", of: Int32.self)[4] == 5)
    try file.requireFinite()
  }

  @Test("equal tensors give equal bytes in whatever order they are added")
  func canonical() {
    var (one, two) = (TensorFileWriter(), TensorFileWriter())
    one.add("a", TensorStorage<Float>([1]))
    one.add("b", TensorStorage<Int64>([2]))
    two.add("b", TensorStorage<Int64>([2]))
    two.add("a", TensorStorage<Float>([1]))
    #expect(one.encoded() == two.encoded())
  }

  @Test("a tensor of another name or type is missing")
  func missing() throws {
    let file = try open(sample())
    #expect(throws: TensorFileError.missing(tensor: "none")) {
      try file.tensor("none", of: Float.self)
    }
    #expect(throws: TensorFileError.missing(tensor: "small")) {
      try file.tensor("small", of: Int32.self)
    }
  }

  @Test("a value that is no number is found when asked for", arguments: [Float.nan, .infinity])
  func notFinite(value: Float) throws {
    var writer = TensorFileWriter()
    writer.add("t", TensorStorage<Float>([1, value]))
    let file = try open(writer.encoded())
    #expect(throws: TensorFileError.notFinite(tensor: "t")) { try file.requireFinite() }
  }

  @Test("a file cut short anywhere is refused")
  func truncated() throws {
    let bytes = sample()
    for count in [0, 1, 7, 8, 9, 40, bytes.count - 1] {
      #expect(throws: TensorFileError.truncated) { try open(Array(bytes[..<count])) }
    }
  }

  @Test("bytes after the last tensor are refused")
  func trailing() {
    #expect(throws: TensorFileError.trailingBytes(1)) { try open(sample() + [0]) }
  }

  @Test("words survive, whatever marks follow a quotation mark")
  func combiningMarks() throws {
    let words = ["note": "\"\u{301} and \\\u{301}"]
    #expect(try open(TensorFileWriter(metadata: words).encoded()).metadata == words)
  }

  @Test(
    "a header length no file could have is refused at once",
    arguments: [UInt64(1) << 63, .max, UInt64(Int64.max), 1 << 40, 1 << 20 + 1])
  func headerLength(length: UInt64) {
    var bytes = sample()
    bytes.replaceSubrange(0..<8, with: withUnsafeBytes(of: length.littleEndian) { Array($0) })
    #expect(throws: TensorFileError.headerTooLong(length)) { try open(bytes) }
  }

  @Test(
    "headers that contradict themselves are refused with the reason",
    arguments: [
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, .shapeMismatch(tensor: "t")),
      (#"{"t":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, 8, .truncated),
      (
        #"{"t":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8, .offsetsMismatch(tensor: "t")
      ),
      (
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, .offsetsMismatch(tensor: "t")
      ),
      (
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
          + #""b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
        .offsetsMismatch(tensor: "b")
      ),
      (
        #"{"t":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, 0,
        .shapeMismatch(tensor: "t")
      ),
      (
        #"{"t":{"dtype":"I64","shape":[2305843009213693952],"data_offsets":[0,0]}}"#, 0,
        .malformedHeader(offset: 47)
      ),
      (
        #"{"t":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}"#, 2,
        .unsupportedType(tensor: "t")
      ),
      (
        #"{"t":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"#
          + #""t":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#, 0, .duplicateName("t")
      ),
      (#"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} "#, 4, .misaligned(tensor: "t")),
    ] as [(String, Int, TensorFileError)])
  func contradictions(header: String, dataByteCount: Int, error: TensorFileError) {
    #expect(throws: error) { try open(file(header, dataByteCount: dataByteCount)) }
  }

  @Test(
    "what is not the format's JSON is refused",
    arguments: [
      "", "[]", "null", "{", #"{"t"}"#, #"{"t":1}"#, #"{"t":{}}"#, #"{"t":{"dtype":"F32"}}"#,
      #"{"t":{"dtype":"F32","shape":[0],"data_offsets":[0]}}"#,
      #"{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}"#,
      #"{"t":{"dtype":"F32","shape":[0.5],"data_offsets":[0,0]}}"#,
      #"{"t":{"dtype":"F32","shape":[1e9],"data_offsets":[0,0]}}"#,
      #"{"t":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"more":1}}"#,
      #"{"t":{"dtype":"F32","dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
      #"{"\u0074":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
      "{\"\(String(repeating: "\u{301}", count: 30_000))\":{}}",
      "{\"__metadata__\":{\"\(String(repeating: "a", count: 300))\":\"\"}}",
      #"{"t":{"dtype":"F32\u{301}","shape":[0],"data_offsets":[0,0]}}"#,
      #"{"__metadata__":{"a":1}}"#, "{\"\u{1}\":{}}", "{} x", "{}{}",
      String(repeating: "{\"a\":", count: 100_000),
    ])
  func notJSON(header: String) {
    #expect(throws: TensorFileError.self) { try open(file(header, dataByteCount: 0)) }
  }

  @Test("no flipped byte leads out of the file", arguments: 0..<300)
  func flipped(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var bytes = sample()
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let limit = seed.isMultiple(of: 2) ? 330 : bytes.count
      bytes[Int.random(in: 0..<min(limit, bytes.count), using: &generator)] = .random(
        in: 0...255, using: &generator)
    }
    guard let file = try? open(bytes) else { return }
    for name in file.names {
      _ = try? file.tensor(name, of: Float.self).elements
      _ = try? file.tensor(name, of: Int64.self).elements
    }
  }

  @Test("a link, a directory and nothing are refused")
  func notAFile() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let (real, link) = (directory.appending(path: "real"), directory.appending(path: "link"))
    try Data(sample()).write(to: real)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
    #expect(throws: TensorFileError.cannotOpen(errno: ELOOP)) { try TensorFile(path: link.path) }
    #expect(throws: TensorFileError.notRegularFile) { try TensorFile(path: directory.path) }
    #expect(throws: TensorFileError.cannotOpen(errno: ENOENT)) {
      try TensorFile(path: directory.appending(path: "none").path)
    }
  }
}
