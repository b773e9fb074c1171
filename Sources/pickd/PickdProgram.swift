import ArgumentParser
import PickServer

@main
struct PickdProgram {
  static func main() async { await ServerCommand.main() }
}
