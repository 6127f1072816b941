//! Words in; evidence and facts out.
