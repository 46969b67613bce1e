"""The workbook with which a unit answers a reporting round: written, filled in by people, read back."""

from haidang.domain.form_workbook.checking import check_against
from haidang.domain.form_workbook.model import Form, FormGroup, FormRow, Qualifier, Status
from haidang.domain.form_workbook.package import MAX_BYTES
from haidang.domain.form_workbook.reading import read_form
from haidang.domain.form_workbook.records import as_json, read_form_json
from haidang.domain.form_workbook.result import Answer, FaultCode, FormFault, NarrativeAnswer, ReadForm
from haidang.domain.form_workbook.writing import write_form

__all__ = [
    "MAX_BYTES",
    "Answer",
    "FaultCode",
    "Form",
    "FormFault",
    "FormGroup",
    "FormRow",
    "NarrativeAnswer",
    "Qualifier",
    "ReadForm",
    "Status",
    "as_json",
    "check_against",
    "read_form",
    "read_form_json",
    "write_form",
]
