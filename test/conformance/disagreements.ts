import { canonicalise, type Subject } from './canonicalise.js';
import { answersOf, type Implementation } from './other-implementations.js';
import { toHex } from './tagged.js';

const shown = 10;
const shownInput = 4000;
const shownText = 200;

/** What TypeScript answers to a set of inputs. */
export interface Answers {
  readonly subject: Subject;
  readonly inputs: readonly string[];
  readonly ours: readonly string[];
}

export function answersTo(subject: Subject, inputs: readonly Uint8Array[]): Answers {
  return { subject, inputs: inputs.map(toHex), ours: inputs.map((input) => canonicalise(subject, input)) };
}

/** The inputs to which `other` answers differently: none, or the shortest with both answers. */
export async function disagreements(answers: Answers, other: Implementation): Promise<string[]> {
  const { subject, inputs, ours } = answers;
  const theirs = await answersOf(other, subject, inputs);
  return inputs
    .map((input, index) => ({ input, ours: ours[index] as string, theirs: theirs[index] as string }))
    .filter((answer) => answer.ours !== answer.theirs)
    .sort((one, two) => one.input.length - two.input.length)
    .slice(0, shown)
    .map(({ input, ours: our, theirs: their }) => {
      const same = [...our].findIndex((digit, index) => digit !== their[index]);
      const part = (answer: string): string =>
        (same < 3 ? answer : `…${answer.slice(same)}`).slice(0, shownText);
      return `${input.slice(0, shownInput)}: TypeScript ${part(our)}, ${other.name} ${part(their)}`;
    });
}
