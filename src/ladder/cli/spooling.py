"""Long bodies wait on disk while they arrive or leave; there they are encrypted with a key that only memory holds.

Waitress puts what is longer than half a megabyte into an unnamed temporary file. A photo with a face, or words that a
form without scripts posts, must not be read from a disk that was taken away (docs/adr/0019).
"""

import io
import os
from tempfile import TemporaryFile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from waitress.buffers import TempfileBasedBuffer

KEY_BYTES = 32
BLOCK = AES.block_size // 8
BUFFER = 64 * 1024


class SealedFile(io.RawIOBase):
    """An unnamed temporary file whose bytes on disk are AES-256 in counter mode: any place of it can be read alone.

    Its key is drawn anew and kept nowhere. Bytes are only ever added: writing a place twice under one key would tell
    how the two differ. It is gone with the process, so nothing has to notice that it was changed.
    """

    def __init__(self) -> None:
        """An empty one, where `tempfile` puts such files."""
        super().__init__()
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - `close` closes it
        self._key = AES(os.urandom(KEY_BYTES))
        self._position = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def writable(self) -> bool:
        """Yes, at its end."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a byte."""
        begins = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size()}[whence]
        self._position = begins + offset
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with plain bytes as far as there are any; returns how many."""
        sealed = os.pread(self._file.fileno(), len(buffer), self._position)
        buffer[: len(sealed)] = self._crypt(sealed)
        self._position += len(sealed)
        return len(sealed)

    def write(self, data: bytes | memoryview) -> int:  # type: ignore[override]
        """Add bytes; returns how many.

        Raises:
            UnsupportedOperation: not at the end.
        """
        if self._position != self._size():
            raise io.UnsupportedOperation("Bytes are only added at the end.")
        written = os.pwrite(self._file.fileno(), self._crypt(data), self._position)
        self._position += written
        return written

    def close(self) -> None:
        """The file is gone."""
        self._file.close()
        super().close()

    def _size(self) -> int:
        """How many bytes there are."""
        return os.fstat(self._file.fileno()).st_size

    def _crypt(self, data: bytes | memoryview) -> bytes:
        """These bytes with the key stream that belongs to the present place."""
        block, skipped = divmod(self._position, BLOCK)
        stream = Cipher(self._key, CTR(block.to_bytes(BLOCK, "big"))).encryptor()
        stream.update(bytes(skipped))
        return stream.update(data)


def seal_what_waits() -> None:
    """From now on waitress spools into sealed files. It has no setting for that, only this method."""
    TempfileBasedBuffer.newfile = lambda _buffer: io.BufferedRandom(SealedFile(), BUFFER)
