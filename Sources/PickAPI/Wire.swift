/// A place-holder while the rooms are laid out.
enum Wire {}
