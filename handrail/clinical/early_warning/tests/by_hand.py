"""Section 6.1 of the early-warning design once more, written from the document alone and as slowly as it reads.

No rolling sums, no shortcuts: each evening every window is added up from the list of all days, and R is inverted.
Where the document leaves an order open, it is read as: today is weighed before the day of 7 days ago is learned;
"no learning" stands in step 7 and holds for the signals alone, not for a and b of step 8; n >= 7 is asked before n
grows; an alert is open while the index stays at or above the line it was raised at; seven quiet days lie between it
and the next (section 9).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from math import log, sqrt

RHO = 1 - 1 / 90
CORRELATION = 0.25
RIDGE = 0.05

Answers = list[float | None]


def clip(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def inverse(matrix: list[list[float]]) -> list[list[float]]:
    """Gauss and Jordan, with pivots."""
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(size):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[size:] for row in rows]


@cache
def inverse_of_r(signals: int) -> list[list[float]]:
    return inverse(ridged(signals))


def ridged(signals: int) -> list[list[float]]:
    """R with every correlation alike, 5 % of it given over to the diagonal."""
    alike = [[1.0 if i == j else CORRELATION for j in range(signals)] for i in range(signals)]
    return [[(1 - RIDGE) * alike[i][j] + RIDGE * (i == j) for j in range(signals)] for i in range(signals)]


def evidence(z: list[float]) -> tuple[float, list[float]]:
    """Q and the share of each signal."""
    weighed = [sum(a * b for a, b in zip(row, z, strict=True)) for row in inverse_of_r(len(z))]
    q = sum(a * b for a, b in zip(z, weighed, strict=True))
    return q, [a * b / q if q else 0.0 for a, b in zip(z, weighed, strict=True)]


@dataclass
class SignalByHand:
    """One signal: sign, mu0, sigma0, the smallest step, and every day since the first."""

    sign: float
    typical: float
    sigma0: float
    step: float
    given: Answers = field(default_factory=list)
    winsorised: Answers = field(default_factory=list)
    n: float = 0.0
    ss: float = 0.0
    a: float = 0.0
    b: float = 0.0
    last: float | None = None

    def __post_init__(self) -> None:
        self.m = self.sign * self.typical

    @property
    def s(self) -> float:
        return sqrt(max((8 * self.sigma0**2 + self.ss) / (8 + self.n), (self.step / 2) ** 2))

    @property
    def phi(self) -> float:
        return clip((self.a + 20 * 0.17) / (self.b + 20), 0, 0.6)

    def arrive(self, answer: float | None) -> None:
        x = None if answer is None else self.sign * answer
        self.given.append(x)
        self.winsorised.append(None if x is None else clip(x, self.m - 2 * self.s, self.m + 2 * self.s))

    def z(self, w: int) -> float:
        window = [x for x in self.winsorised[-w:] if x is not None]
        c = len(window)
        if c < 2 or self.n < 3:
            return 0.0
        inflation = 1 + 2 * sum((1 - j / w) * self.phi**j for j in range(1, w))
        t = (sum(window) - c * self.m) / (self.s * sqrt(c * inflation + c**2 / (1 + self.n)))
        nu = 8 + self.n
        return max(0.0, t) * (1 - 1 / (4 * nu)) / sqrt(1 + t**2 / (2 * nu))

    def learn(self, may: bool) -> None:
        x = self.given[-8] if may and len(self.given) > 7 else None
        if x is None:
            self.last = None
            return
        r = clip(x - self.m, -2.5 * self.s, 2.5 * self.s)
        score = r / self.s
        if self.last is not None and self.n >= 7:
            self.a += score * self.last
            self.b += (score**2 + self.last**2) / 2
        self.last = score
        before = self.m
        self.n = RHO * self.n + 1
        self.m = before + r / (1 + self.n)
        self.ss = RHO * self.ss + r * (before + r - self.m)


@dataclass
class SilenceByHand:
    """S, a and b, and for every day True (missed), False (came) or None (not expected)."""

    days: list[bool | None] = field(default_factory=list)
    s: float = 0.0
    a: float = 0.0
    b: float = 0.0

    def arrive(self, missed: bool | None) -> None:
        yesterday_missed = bool(self.days) and self.days[-1] is True
        self.days.append(missed)
        if missed is None:
            return
        p0 = clip((self.a + 1.2) / (self.a + self.b + 9.2) + 0.10 * yesterday_missed, 0.02, 0.60)
        p1 = max(0.85, min(p0 + 0.25, 0.95))
        step = log(p1 / p0) if missed else log((1 - p1) / (1 - p0))
        self.s = clip(self.s + step, 0, 12)

    def learn(self) -> None:
        past = self.days[-8] if len(self.days) > 7 else None
        if past is not None:
            self.a = RHO * self.a + past
            self.b = RHO * self.b + (not past)


@dataclass
class ByHand:
    """One person. `line` is the index from which the team is told."""

    signals: list[SignalByHand]
    h_q: float
    h_s: float
    line: float = 1.0
    silence: SilenceByHand = field(default_factory=SilenceByHand)
    indices: list[float] = field(default_factory=list)
    told: list[tuple[int, str]] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    q: float = 0.0

    def close(self, answers: Answers, expected: bool = True) -> float:
        """One more day; returns the index."""
        for signal, answer in zip(self.signals, answers, strict=True):
            signal.arrive(answer)
        came = any(answer is not None for answer in answers)
        self.silence.arrive((not came) if expected else None)
        windows = [evidence([signal.z(w) for signal in self.signals]) for w in (3, 7)]
        self.q, self.shares = max(windows, key=lambda window: window[0])
        silent = self.silence.s / self.h_s if len(self.silence.days) >= 5 else 0.0
        signals = self.q / self.h_q
        value = max(signals, silent, (signals + silent) / 1.3)
        self._tell(value)
        self.indices.append(value)
        self.held.append(signals >= 0.5 or self.alert_open)
        for signal in self.signals:
            signal.learn(not self.frozen)
        self.silence.learn()
        return value

    @property
    def today(self) -> int:
        return len(self.indices)

    @property
    def alert_open(self) -> bool:
        return bool(self.told) and all(value >= self.line for value in self.indices[self.told[-1][0] :])

    @property
    def frozen(self) -> bool:
        in_a_row = next((n for n, held in enumerate(reversed(self.held)) if not held), len(self.held))
        return 1 <= in_a_row <= 28

    def _tell(self, value: float) -> None:
        why = self._why(value) if value >= self.line else None
        if why is not None:
            self.told.append((self.today, why))

    def _why(self, value: float) -> str | None:
        if not self.told:
            return "new"
        last_new = max(n for n, (_, why) in enumerate(self.told) if why == "new")
        episode = self.told[last_new:]
        recent, was_open = self.today - self.told[-1][0] <= 7, self.alert_open
        if (recent or was_open) and value >= 1.5 * max(self.indices[day] for day, _ in episode):
            return "grown"
        if recent:
            return None
        if not was_open:
            return "new"
        return None if any(why == "reminder" for _, why in episode) else "reminder"
