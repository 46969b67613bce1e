"""What is recorded about rounds and reports."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

REPORT_LOADED = register(
    "reporting.report-loaded", _("loaded the text of {label}: {blocks} blocks, {quotes} quotes")
)
BLOCK_REFRESHED = register("reporting.block-refreshed", _("refreshed the generated table {label}"))
REPORT_FROZEN = register("reporting.report-frozen", _("froze the report {label} with {quotes} quotes"))
TEXT_EXPLAINED = register(
    "reporting.text-explained", _("explained a contradiction in the text of {label}: {explanation}")
)
DEVIATION_NOTICED = register(
    "reporting.deviation-noticed", _("noticed that {label} changed after the freeze")
)
ROUND_OPENED = register(
    "reporting.round-opened", _("opened the round {label}: {units} units, {figures} figures, due {due_on}")
)
ROUND_CLOSED = register("reporting.round-closed", _("closed the round {label}"))
REPORT_OPENED = register("reporting.report-opened", _("opened the report {label}"))
ENTRY_ANSWERED = register("reporting.entry-answered", _("answered “{label}”: {before} → {after} {note}"))
ENTRIES_ANSWERED = register(
    "reporting.entries-answered", _("answered {count} figures of {label} from {origin}")
)
NARRATIVE_WRITTEN = register("reporting.narrative-written", _("wrote on the task {label}"))
EVIDENCE_ADDED = register("reporting.evidence-added", _("enclosed the file {label}"))
EVIDENCE_REMOVED = register("reporting.evidence-removed", _("took back the file {label}"))
SUSPICION_EXPLAINED = register("reporting.suspicion-explained", _("explained {label}: {explanation}"))
REPORT_HANDED_OVER = register("reporting.report-handed-over", _("handed the report {label} to the head"))
REPORT_TAKEN_BACK = register(
    "reporting.report-taken-back", _("took back the report {label} to go on writing")
)
REPORT_SENT_BACK = register("reporting.report-sent-back", _("sent the report {label} back: {reason}"))
REPORT_APPROVED = register("reporting.report-approved", _("approved the report {label} and sent it"))
REPORT_ACCEPTED = register("reporting.report-accepted", _("accepted the report {label}"))
REPORT_RETURNED = register("reporting.report-returned", _("returned the report {label}: {reason}"))
DEADLINE_EXTENDED = register(
    "reporting.deadline-extended", _("extended the deadline of {label} to {due_on}: {reason}")
)
UNIT_EXCUSED = register("reporting.unit-excused", _("excused {label}: {reason}"))
UNIT_ASKED_AGAIN = register("reporting.unit-asked-again", _("asked {label} again: {reason}"))
REMARK_MADE = register("reporting.remark-made", _("said about {label}: {text}"))
REMINDER_CHANGED = register(
    "reporting.reminder-changed",
    _("changed the reminder of {label} ({offset} working days from the deadline)"),
)
UNITS_REMINDED = register("reporting.units-reminded", _("reminded {units} in {label}: {count} messages"))
LETTER_DRAFTED = register("reporting.letter-drafted", _("drafted an urging letter in {label} to {units}"))
FILE_RETURNED = register(
    "reporting.file-returned",
    _("brought back the Word file {name} of {label}: {figures} figures and {blocks} blocks changed"),
)
BLOCK_TAKEN_FROM_FILE = register(
    "reporting.block-taken-from-file", _("took over the block {label} from the Word file {name}")
)
BLOCK_PASSED_OVER = register(
    "reporting.block-passed-over",
    _("passed over the change of {label} in the Word file {name} {reason}"),
)
BLOCK_TAKEN_OVER = register("reporting.block-taken-over", _("took over {label} from {before}, who was idle"))
BLOCK_WRITTEN = register("reporting.block-written", _("wrote the block {label}, version {number}: {why}"))
BLOCK_LEFT = register("reporting.block-left", _("left the block {label} without saving"))
BLOCK_ADDED = register("reporting.block-added", _("added the block {label} in {section}"))
BLOCK_MOVED = register("reporting.block-moved", _("moved the block {label} from {before} to {section}"))
BLOCK_REMOVED = register("reporting.block-removed", _("removed the block {label} from {section}"))
BLOCK_BROUGHT_BACK = register(
    "reporting.block-brought-back", _("brought back the block {label} in {section}")
)
SECTION_ADDED = register("reporting.section-added", _("added the section {label}"))
SECTION_RENAMED = register("reporting.section-renamed", _("renamed the section {before} to {label}"))
SECTION_MOVED = register("reporting.section-moved", _("moved the section {label}"))
SECTION_REMOVED = register("reporting.section-removed", _("removed the section {label}"))
FRAME_CHANGED = register("reporting.frame-changed", _("changed head, signature or recipients of {label}"))
COMMENT_MADE = register("reporting.comment-made", _("commented on {label}: {text}"))
COMMENT_SETTLED = register("reporting.comment-settled", _("settled a comment on {label}"))
OPINION_ASKED = register("reporting.opinion-asked", _("laid the report {label} before the leader"))
OPINION_APPROVED = register("reporting.opinion-approved", _("approved the draft of {label} {note}"))
OPINION_RETURNED = register("reporting.opinion-returned", _("returned the draft of {label}: {note}"))
CORRECTION_BEGUN = register("reporting.correction-begun", _("began {label}, which corrects {before}: {note}"))
LINK_MADE = register(
    "reporting.link-made", _("made a link to the report {label}, open until {expires_on}: {purpose}")
)
LINK_REVOKED = register("reporting.link-revoked", _("revoked a link to the report {label}: {purpose}"))
PROPOSAL_REGISTERED = register(
    "reporting.proposal-registered", _("registered the block {block} as proposal {label}")
)
PROPOSAL_DECIDED = register(
    "reporting.proposal-decided",
    _("entered the decision on proposal {label}: {outcome}, {document} of {day}"),
)
PROPOSAL_TASK_GIVEN = register("reporting.proposal-task-given", _("made proposal {label} the task {task}"))
