import ArgumentParser
import PickOperator

@main
struct PickCtl {
  static func main() async { await OperatorCommand.main() }
}
