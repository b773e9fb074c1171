import PickOperator

@main
struct PickCtl {
  static func main() async { await OperatorCommand.begin() }
}
