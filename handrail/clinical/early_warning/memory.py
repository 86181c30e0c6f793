"""What is remembered of one signal of one person: about twenty numbers, and nothing grows with time."""

from __future__ import annotations

from handrail.clinical.early_warning.signals import Signal

RING = 7


class SignalMemory:
    """The letters of the design, everything oriented so that larger is worse.

    count n, mean m, squares SS, products A, powers B, score the last learned score; sum and count of the 3- and 7-day
    windows; rings of 7: answers as given, held after winsorising; leaving: the answer today pushed out of the ring.
    Variance and spread follow from the others.
    """

    __slots__ = (
        "answers", "held", "count", "mean", "squares", "products", "powers", "score",
        "sum3", "sum7", "count3", "count7", "leaving",
        "prior_squares", "floor", "variance", "spread",
    )  # fmt: skip

    answers: list[float | None]
    held: list[float | None]
    count: float
    mean: float
    squares: float
    products: float
    powers: float
    score: float | None
    sum3: float
    sum7: float
    count3: int
    count7: int
    leaving: float | None
    prior_squares: float
    floor: float
    variance: float
    spread: float

    def __init__(self, signal: Signal) -> None:
        self.count = self.squares = self.products = self.powers = 0.0
        self.mean = signal.sign * signal.prior_mean
        self.score = None
        self.empty_windows()

    def empty_windows(self) -> None:
        """Forget the last seven days, keep the usual."""
        self.answers = [None] * RING
        self.held = [None] * RING
        self.sum3 = self.sum7 = 0.0
        self.count3 = self.count7 = 0
        self.leaving = None

    def copy(self) -> SignalMemory:
        """A memory of its own with the same contents."""
        twin = object.__new__(SignalMemory)
        for name in SignalMemory.__slots__:
            setattr(twin, name, getattr(self, name))
        twin.answers, twin.held = self.answers[:], self.held[:]
        return twin
