"""BuildError: what stops the making of a pack, in one sentence that a person can act on."""


class BuildError(Exception):
    """Shown as it is, without a traceback."""
