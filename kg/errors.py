"""What can go wrong, one class a floor. A message says what, where (file and line, or article), and what to do."""


class KgError(Exception):
    """The root of every error that `kg` raises on purpose; the command line prints it as one line and exits 1."""


class TableError(KgError):
    """A lexicon or gazetteer table is malformed."""


class CorpusError(KgError):
    """A path cannot be read as articles."""


class ModelError(KgError):
    """A spaCy pipeline cannot be loaded, or has no Universal Dependencies labels."""


class GoldError(KgError):
    """A gold file is malformed, or its text is missing."""


class StoreError(KgError):
    """A store cannot be opened, locked or written."""


class QueryError(KgError):
    """A query cannot be parsed, is refused, or names something unknown."""


class ActorError(QueryError):
    """A name fits no actor of the graph, or several; the message lists candidates."""


class DrawError(KgError):
    """A picture cannot be drawn: nothing selected, or an unknown format."""


class ExportError(KgError):
    """An export cannot be written: unknown format or target."""


class JudgementError(KgError):
    """A judgement on who is who, or on a claim, is malformed or contradicts another."""
