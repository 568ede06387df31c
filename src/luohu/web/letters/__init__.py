"""The letters desk: citizens ask and write, officers answer from the library of replies."""
