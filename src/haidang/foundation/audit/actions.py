"""The vocabulary of the audit trail: every action has a name and a sentence, registered by the room it belongs to."""

from __future__ import annotations

from typing import NewType

Action = NewType("Action", str)

_SENTENCES: dict[str, str] = {}


def register(name: str, sentence: str) -> Action:
    """Declare an action. The sentence (an English msgid) may use {label} and the keys of the event's data."""
    if _SENTENCES.setdefault(name, sentence) != sentence:
        raise ValueError(f"the action {name} is registered twice with different sentences")
    return Action(name)


def sentence_of(name: str) -> str:
    """The msgid of an action; KeyError for one that was never registered."""
    return _SENTENCES[name]


def is_registered(name: str) -> bool:
    return name in _SENTENCES
