/// Everything a value holds, as text: genres compare by their original name only, and their
/// English one must arrive too.
func told(_ value: some Any) -> String {
  var text = ""
  dump(value, to: &text)
  return text
}
