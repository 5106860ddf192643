"""What drafting hands to the chain: claims in order, with the fixed sentences around them."""

from __future__ import annotations

from dataclasses import dataclass

from report_assistant.types import DraftClaim, Evidence, Reason, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before the gate.

    Attributes:
        lead: sentence before the claims, or "".
        claims: what is said, each with the evidence that says it.
        tail: sentence after the claims, or "".
        nearest: for a refusal, the sentences that come closest; they support nothing.
        rewordable: a language model may say the same in its own words, or find an answer where this one
            has none.
    """

    status: Status
    lead: str = ""
    claims: tuple[DraftClaim, ...] = ()
    tail: str = ""
    reason: Reason | None = None
    nearest: tuple[Evidence, ...] = ()
    rewordable: bool = False

    @property
    def places(self) -> frozenset[tuple[str, int]]:
        """Where the sentences stand that its claims rest on."""
        return frozenset(item.place for claim in self.claims for item in claim.evidence)
