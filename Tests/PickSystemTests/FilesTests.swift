import Glibc
import PickTestSupport
import Testing

@testable import PickSystem

@Suite("Files")
struct FilesTests {
  private static func inScratch(_ body: (String) throws -> Void) throws {
    let directory = try ScratchDirectory()
    try withExtendedLifetime(directory) { try body(directory.path) }
  }

  private static func names(in path: String) throws -> [String] {
    let directory = try Files.open(path, for: .directory)
    return try Files.names(in: directory)
  }

  @Test("a file is read up to its limit and not beyond", arguments: [0, 1, 5])
  func limits(count: Int) throws {
    try Self.inScratch { path in
      let bytes = [UInt8](repeating: 7, count: count)
      try Files.writeNew(path + "/a", bytes)
      #expect(try Files.read(path + "/a", limit: count) == bytes)
      #expect(try Files.read(path + "/a", limit: count + 100) == bytes)
      if count > 0 {
        #expect(throws: FileError.tooLarge) {
          try Files.read(path + "/a", limit: count - 1)
        }
      }
    }
  }

  @Test("a link is followed only where that is asked for")
  func links() throws {
    try Self.inScratch { path in
      try Files.writeNew(path + "/a", [1])
      symlink(path + "/a", path + "/b")
      #expect(throws: FileError.symbolicLink) { try Files.read(path + "/b", limit: 9) }
      #expect(try Files.read(path + "/b", limit: 9, links: .followed) == [1])
    }
  }

  @Test("directories are made with those above them, and where the name is one letter")
  func directories() throws {
    try Self.inScratch { path in
      Files.makeDirectories(path + "/a/b")
      #expect(access(path + "/a/b", F_OK) == 0)
    }
    // Relative to where the tests run; a path from the root has more letters.
    let letter = "\u{A9FF}"
    defer { rmdir(letter) }
    Files.makeDirectories(letter)
    #expect(access(letter, F_OK) == 0)
    Files.makeDirectories("")
    Files.makeDirectories("/")
  }

  @Test("a pipe and a directory are no files, and nothing waits for them")
  func otherKinds() throws {
    try Self.inScratch { path in
      mkfifo(path + "/pipe", 0o600)
      for name in ["/pipe", ""] {
        #expect(throws: FileError.notRegular) { try Files.read(path + name, limit: 9) }
      }
      #expect(throws: FileError.missing) { try Files.read(path + "/none", limit: 9) }
    }
  }

  @Test("a replaced file has the new contents, and its neighbour is gone")
  func replacing() throws {
    try Self.inScratch { path in
      try Files.writeNew(path + "/a", [1])
      try Files.replace(path + "/a", by: path + "/a.new", with: [2, 3]) { written throws in
        #expect(try Files.read(written, limit: 9) == [2, 3])
        #expect(try Files.read(path + "/a", limit: 9) == [1])
      }
      #expect(try Files.read(path + "/a", limit: 9) == [2, 3])
      #expect(try Self.names(in: path) == ["a"])
    }
  }

  @Test("a refused replacement leaves the old file and nothing else")
  func refusing() throws {
    try Self.inScratch { path in
      try Files.writeNew(path + "/a", [1])
      #expect(throws: CancellationError.self) {
        try Files.replace(path + "/a", by: path + "/a.new", with: [2]) { _ in
          throw CancellationError()
        }
      }
      #expect(try Files.read(path + "/a", limit: 9) == [1])
      #expect(try Self.names(in: path) == ["a"])
    }
  }

  @Test("a new file is its owner's only, and replaces none")
  func creating() throws {
    try Self.inScratch { path in
      try Files.writeNew(path + "/a", [1])
      var status = stat()
      #expect(stat(path + "/a", &status) == 0 && status.st_mode & 0o777 == 0o600)
      #expect(throws: FileError.inputOutput(code: EEXIST)) {
        try Files.writeNew(path + "/a", [2])
      }
    }
  }
}
