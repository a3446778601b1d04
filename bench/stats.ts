/** What a set of samples says, in the unit of the samples. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  /** First and third quartile; their distance is the IQR. */
  readonly lower: number;
  readonly upper: number;
}

/** The p-quantile (0 to 1), interpolated between the two nearest ranks. Throws on an empty set. */
export function quantile(samples: readonly number[], p: number): number {
  if (samples.length === 0) throw new RangeError('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function summarise(samples: readonly number[]): Summary {
  return {
    count: samples.length,
    median: median(samples),
    lower: quantile(samples, 0.25),
    upper: quantile(samples, 0.75),
  };
}

/** Half the IQR as a share of the median: what the tables print after the ± sign. */
export function relativeSpread(summary: Summary): number {
  return summary.median === 0 ? 0 : (summary.upper - summary.lower) / 2 / summary.median;
}

/** How far the largest of these lies above the smallest, as a share of the smallest. */
export function range(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values');
  const smallest = Math.min(...values);
  return (Math.max(...values) - smallest) / smallest;
}
