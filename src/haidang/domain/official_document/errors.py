"""What can go wrong with an official document, each with a sentence that names the place."""


class DocumentError(ValueError):
    """The document contradicts itself or holds something no renderer may print."""


class FontsMissingError(RuntimeError):
    """The typeface the decree prescribes (or its metric twin) was not found where the caller said it is."""


class PdfRenderingError(RuntimeError):
    """The typesetter refused the document, e.g. for a sign that the typeface does not have."""


class DocxReadError(ValueError):
    """The file is not a DOCX that can be read safely."""


class DocxComparisonError(ValueError):
    """There is nothing to compare a file with, or it was made from another document."""
