"""What the page tells its readers when something failed."""

from __future__ import annotations

import logging

from report_assistant.errors import ReportAssistantError

logger = logging.getLogger(__name__)


def error_text(error: BaseException) -> str:
    """Return what a reader is told: what failed, and what to do."""
    if isinstance(error, ReportAssistantError):
        return str(error)
    return f"Unexpected failure: {type(error).__name__}: {error}. The server's log says where."


def log_unexpected(error: BaseException) -> None:
    """Write the traceback of a defect to the log; errors raised on purpose tell all in their message."""
    if not isinstance(error, ReportAssistantError):
        logger.error("unexpected failure", exc_info=error)
