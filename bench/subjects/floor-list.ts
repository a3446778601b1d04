/** The JavaScript side of echoDoubles in bench/native: floats cross in memory that both sides read and write in place. */
export interface FloorList {
  readonly memory: ArrayBuffer;
  write(values: readonly number[]): void;
  read(count: number): number[];
}

const capacity = 1024;

export function createFloorList(): FloorList {
  const memory = new ArrayBuffer(capacity * 8);
  const doubles = new Float64Array(memory);
  return {
    memory,
    write(values) {
      for (let index = 0; index < values.length; index++) doubles[index] = values[index] as number;
    },
    read(count) {
      const values: number[] = [];
      for (let index = 0; index < count; index++) values.push(doubles[index] as number);
      return values;
    },
  };
}
