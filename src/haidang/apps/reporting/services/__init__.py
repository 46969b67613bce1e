"""Writes to rounds, submissions and reports."""

from haidang.apps.reporting.services.accounting import (
    NumeralPlace,
    bind_numeral,
    mark_numeral,
    token_of,
)
from haidang.apps.reporting.services.approving import ask_opinion, begin_correction, give_opinion
from haidang.apps.reporting.services.chasing import (
    RuleText,
    change_reminder,
    remind_units,
    send_reminders,
)
from haidang.apps.reporting.services.commenting import add_comment, settle_comment
from haidang.apps.reporting.services.deviations import notice_deviations
from haidang.apps.reporting.services.drafting import draft_report
from haidang.apps.reporting.services.editing import (
    BlockChanged,
    BlockTaken,
    leave_block,
    open_block,
    preview_block,
    renew_block,
    restore_version,
    save_block,
)
from haidang.apps.reporting.services.exchange import take_answers, take_narratives
from haidang.apps.reporting.services.explaining import explain_text_finding
from haidang.apps.reporting.services.filling import (
    Answer,
    Change,
    ChangedMeanwhile,
    add_evidence,
    begin_report,
    remove_evidence,
    save_entries,
    save_entry,
    save_narrative,
)
from haidang.apps.reporting.services.framing import Frame, change_frame, frame_of
from haidang.apps.reporting.services.freezing import FreezeRefused, freeze_report
from haidang.apps.reporting.services.handing import approve_report, hand_over, send_back, take_back
from haidang.apps.reporting.services.judging import (
    accept_report,
    ask_again,
    excuse_unit,
    extend_deadline,
    return_report,
)
from haidang.apps.reporting.services.letters import draft_urging_letter
from haidang.apps.reporting.services.loading import find_written_report, load_report
from haidang.apps.reporting.services.matching import Fault, FaultyAnswers, SentAnswer, SentNarrative
from haidang.apps.reporting.services.packages import TakenPackage, take_package
from haidang.apps.reporting.services.proposals import (
    NewDecision,
    NewTask,
    decide_proposal,
    give_task,
    register_proposal,
)
from haidang.apps.reporting.services.quoting import ReportTextError
from haidang.apps.reporting.services.refreshing import refresh_generated_blocks
from haidang.apps.reporting.services.returning import (
    bring_returned,
    issue_docx,
    pass_over_block,
    take_over_block,
)
from haidang.apps.reporting.services.rounds import RoundRules, close_round, open_round
from haidang.apps.reporting.services.sharing import create_link, note_opening, revoke_link
from haidang.apps.reporting.services.structure import (
    add_block,
    add_footnote,
    add_section,
    bring_back,
    move_block,
    move_section,
    remove_block,
    remove_section,
    rename_section,
    take_narrative,
)
from haidang.apps.reporting.services.talking import add_remark, explain_suspicion
from haidang.apps.reporting.services.workbooks import take_workbook

__all__ = [
    "Answer",
    "BlockChanged",
    "BlockTaken",
    "Change",
    "ChangedMeanwhile",
    "Fault",
    "FaultyAnswers",
    "Frame",
    "FreezeRefused",
    "NewDecision",
    "NewTask",
    "NumeralPlace",
    "ReportTextError",
    "RoundRules",
    "RuleText",
    "SentAnswer",
    "SentNarrative",
    "TakenPackage",
    "accept_report",
    "add_block",
    "add_comment",
    "add_evidence",
    "add_footnote",
    "add_remark",
    "add_section",
    "approve_report",
    "ask_again",
    "ask_opinion",
    "begin_correction",
    "begin_report",
    "bind_numeral",
    "bring_back",
    "bring_returned",
    "change_frame",
    "change_reminder",
    "close_round",
    "create_link",
    "decide_proposal",
    "draft_report",
    "draft_urging_letter",
    "excuse_unit",
    "explain_suspicion",
    "explain_text_finding",
    "extend_deadline",
    "find_written_report",
    "frame_of",
    "freeze_report",
    "give_opinion",
    "give_task",
    "hand_over",
    "issue_docx",
    "leave_block",
    "load_report",
    "mark_numeral",
    "move_block",
    "move_section",
    "note_opening",
    "notice_deviations",
    "open_block",
    "open_round",
    "pass_over_block",
    "preview_block",
    "refresh_generated_blocks",
    "register_proposal",
    "remind_units",
    "remove_block",
    "remove_evidence",
    "remove_section",
    "rename_section",
    "renew_block",
    "restore_version",
    "return_report",
    "revoke_link",
    "save_block",
    "save_entries",
    "save_entry",
    "save_narrative",
    "send_back",
    "send_reminders",
    "settle_comment",
    "take_answers",
    "take_back",
    "take_narrative",
    "take_narratives",
    "take_over_block",
    "take_package",
    "take_workbook",
    "token_of",
]
