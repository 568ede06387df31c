"""What the commands do: each reads files, asks the law or the study, and shows or writes the answer."""
