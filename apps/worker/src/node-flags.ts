/**
 * What Node is started with for a worker. Where there is much memory it lets the space of young objects grow to 128 MB, which
 * texts of records fill: with half of it an export takes no more processor time, and 60 MB less; with a quarter, half as
 * much again (docs/benchmarks.md).
 */
export const workerFlags = ['--max-semi-space-size=32'];
