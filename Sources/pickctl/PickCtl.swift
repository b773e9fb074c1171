import PickOperator

@main
enum PickCtl {
  static func main() { OperatorCommand.start() }
}
