"""`python -m tests.benchmarks`: everything that is measured, one after another."""

from tests.benchmarks import bench_knowledge, bench_throughput

if __name__ == "__main__":
    bench_throughput.main()
    bench_knowledge.main()
