"""Reading documents: bytes in, the text that CalledIt shows out.

`read` is the one door. It is pure (no file, no network) and light to import: the parsing libraries
come in only with the first document that needs them.
"""

from predictions.reading.document import LARGEST, ReadDocument
from predictions.reading.reader import read

__all__ = ["LARGEST", "ReadDocument", "read"]
