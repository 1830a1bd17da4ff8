"""Files that pages are sent: in memory while they are looked at, never as they are on a disk.

A temporary file would hold pictures of people outside the encrypted store, and outlive a server that was killed.
"""

import io

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class OversizeHandler(FileUploadHandler):
    """Comes after Django's handler for memory: of what is too large for that it keeps the size, for a form to say."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is kept."""
        del raw_data, start

    def file_complete(self, file_size: int) -> UploadedFile:
        """A file without content that tells its size."""
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
