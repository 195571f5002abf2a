"""The benchmark runs and the bot answers in it; the figures are for `make bench` on a quiet machine."""

from tests.benchmarks.bench_throughput import measure, table


def test_the_bot_answers_everybody_and_stays_small() -> None:
    figure = measure("wennuan", 1.0)
    assert figure.per_second > 10
    assert figure.p99_ms < 10_000
    assert figure.rss_mb < 172
    assert "| wennuan | 0 ms |" in table([figure])
