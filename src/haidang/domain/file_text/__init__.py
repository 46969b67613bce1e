"""A file as text, with the way back to its places: TXT, MD, HTML, DOCX, XLSX, PDF; comments into DOCX."""

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.opening import MAX_BYTES
from haidang.domain.file_text.docx.commenting import Comment
from haidang.domain.file_text.model import FileText, Media, Place, plain_text
from haidang.domain.file_text.reading import comment_docx, read_file

__all__ = [
    "MAX_BYTES",
    "Comment",
    "FileText",
    "Media",
    "Place",
    "Unreadable",
    "UnreadableFile",
    "comment_docx",
    "plain_text",
    "read_file",
]
