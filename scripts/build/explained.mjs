/** A failure whose message is all that a user gets to read: one sentence, with the remedy. No stack trace. */
export class Explained extends Error {}

/** Something that this machine lacks. */
export class Missing extends Explained {}

/** Something that is here and does not build; the tool's own messages stand above. */
export class BuildFailed extends Explained {}

/** Runs `work` and ends the process with code 1 after an {@link Explained} failure; any other is a bug and shows its stack. */
export async function explaining(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Explained)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
