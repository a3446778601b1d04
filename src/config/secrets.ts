/** What is shown of a secret. */
export const masked = '***';

const secretName =
  /token|secret|passw|passphrase|pwd|credential|auth|signature|(api|access|private)[-_.]?key|^(key|sig|pass)$/i;

/** Whether the value of a key or of a query parameter of this name is to be kept from eyes. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** A text as it may be shown: without the user information and the secret query parameters of the addresses in it. */
export function maskSecrets(text: string): string {
  return (
    text
      // As far as the last @: what stands before it may be a password that nobody has escaped.
      .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s"']*@/gi, `$1${masked}@`)
      .replace(/([?&])([^=&#\s]*)=([^&#\s]*)/g, (pair, sign: string, name: string) =>
        isSecretName(decoded(name)) ? `${sign}${name}=${masked}` : pair,
      )
  );
}

/** A name may be written in escapes, to the letter. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
