"""Speed and memory beside what others use; `README.md` says how each figure is measured."""
