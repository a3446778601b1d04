/** Gives the value of an environment variable; undefined where it is not set. */
export type Variables = (name: string) => string | undefined;

/** What is wrong with a text that names variables. */
export class VariableFault extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/**
 * Puts the value of the environment variable in the place of `${NAME}`; `$${` stands for `${` itself. What a variable holds is not
 * expanded again.
 *
 * @throws VariableFault
 */
export function expandVariables(text: string, variables: Variables): string {
  return text.replace(/\$\$\{|\$\{([^{}]*)(\}?)/g, (_all, name: string | undefined, close: string) => {
    if (name === undefined) return '${';
    if (close === '' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new VariableFault(
        'What follows ${ is no name of an environment variable.',
        'Write ${NAME}, or $${ for ${ itself.',
      );
    }
    const value = variables(name);
    if (value !== undefined) return value;
    throw new VariableFault(
      `The environment variable ${name} is not set.`,
      `Set ${name}, or write $\${ where \${ itself is meant.`,
    );
  });
}
