"""What is recorded about obligations."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

TASK_CREATED = register("programme.task-created", _("registered the obligation {label}"))
PROGRESS_REPORTED = register("programme.progress-reported", _("reported on {label}"))
TASK_CORRECTED = register("programme.task-corrected", _("corrected {label}: {reason}"))
TASK_REOPENED = register("programme.task-reopened", _("opened {label} again: {reason}"))
PUBLICATION_CHECKED = register("programme.publication-checked", _("checked the publication of {label}"))
COMMITMENT_RELEASED = register(
    "programme.commitment-released", _("showed the commitment {label} to the public")
)
COMMITMENT_WITHDRAWN = register(
    "programme.commitment-withdrawn", _("no longer shows the commitment {label} to the public")
)
