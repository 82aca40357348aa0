"""The kernel: money, time, words, tables and verdicts. It knows no Django and no program."""
