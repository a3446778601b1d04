/** `81.3 ns`, `1.52 µs`, `105 ms`: three digits that count. */
export function formatDuration(nanoseconds: number): string {
  const units = ['ns', 'µs', 'ms', 's'] as const;
  let value = nanoseconds;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatDigits(value)} ${units[unit] ?? ''}`;
}

/** Of a call that takes so many nanoseconds: `29.5 k/s`, `1.02 M/s`. */
export function formatRate(nanoseconds: number): string {
  const rate = 1e9 / nanoseconds;
  return rate >= 999_500 ? `${formatDigits(rate / 1e6)} M/s` : `${formatDigits(rate / 1000)} k/s`;
}

/** Millions of bytes: `47.3 MB`. */
export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `0.94x`, `8.1x`, `640x`. */
export function formatRatio(ratio: number): string {
  return `${ratio.toFixed(ratio < 1.995 ? 2 : ratio < 9.95 ? 1 : 0)}x`;
}

export function formatShare(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

export function formatQuantity(value: number, unit: 'ns' | 'bytes'): string {
  return unit === 'ns' ? formatDuration(value) : formatMegabytes(value);
}

function formatDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value.toFixed(value >= 9.995 ? 1 : 2);
}
