"""The same pages as an ordinary Django developer would write them at first."""
