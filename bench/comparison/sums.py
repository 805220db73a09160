"""Medians, percentiles and ratios of rounds."""

from statistics import median


def percentile(values, share):
    """The smallest value that at least `share` of them do not exceed."""
    ordered = sorted(values)
    rank = max(1, -(-round(share * 1e6) * len(ordered) // 1_000_000))
    return ordered[rank - 1]


def rates(rounds, images):
    """`rounds`: {competitor: seconds} -> images per second, the median of the rounds."""
    return {name: median(images / each[name] for each in rounds) for name in rounds[0]}


def ratio(rounds, numerator, denominator):
    """Of the images per second, round by round: the median, the least and the most."""
    values = [each[denominator] / each[numerator] for each in rounds]
    return {"median": median(values), "min": min(values), "max": max(values)}


def latency(values):
    return {"samples": len(values), "p50_ms": percentile(values, 0.5),
            "p99_ms": percentile(values, 0.99)}
