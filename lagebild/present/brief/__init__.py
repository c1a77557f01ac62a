"""The brief: one self-contained page, or Markdown, in which every line links to its evidence."""
