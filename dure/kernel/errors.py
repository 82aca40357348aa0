"""What an action says when it will not act."""


class Refused(Exception):
    """The act is understood and refused; every reason is a Korean sentence that says what to do next."""

    def __init__(self, reasons: list[str] | str) -> None:
        self.reasons = [reasons] if isinstance(reasons, str) else list(reasons)
        super().__init__(" ".join(self.reasons))


class Forbidden(Refused):
    """The actor may not do this, whatever the state of the thing."""


class OutOfTurn(Refused):
    """The thing is not in a state from which this step can be taken."""
