/** The one of `names` that `given` is most likely meant to be; undefined where none is near. */
export function nearest(given: string, names: Iterable<string>): string | undefined {
  // What is longer than any name is no misspelt one, and comparing takes its length times theirs.
  if (given.length > 40) return undefined;
  const wanted = given.toLowerCase();
  let best: string | undefined;
  let least = Math.ceil(given.length / 3) + 1;
  for (const name of names) {
    const distance = distanceBetween(wanted, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** How many letters have to be added, taken away, replaced, or swapped with their neighbours. */
function distanceBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? before[j - 2]! + 1 : replaced;
      next.push(Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
