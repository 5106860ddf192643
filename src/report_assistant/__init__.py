"""Answer questions from a report, with every figure tied to its source."""

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import (
    ConfigurationError,
    DocumentError,
    IndexingError,
    ModelError,
    ReportAssistantError,
)
from report_assistant.settings import Settings
from report_assistant.types import (
    Answer,
    AnswerDelta,
    CheckedClaim,
    CheckReport,
    Citation,
    Figure,
    Passage,
    Reason,
    Source,
    Status,
    SyncReport,
    Verdict,
)

__all__ = [
    "Answer",
    "AnswerDelta",
    "CheckReport",
    "CheckedClaim",
    "Citation",
    "ConfigurationError",
    "DocumentError",
    "Figure",
    "IndexingError",
    "ModelError",
    "Passage",
    "Reason",
    "ReportAssistant",
    "ReportAssistantError",
    "Settings",
    "Source",
    "Status",
    "SyncReport",
    "Verdict",
]
