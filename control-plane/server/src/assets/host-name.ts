/**
 * A host name in small letters and without its last dot, or undefined when the text is none. What looks like a number
 * or an address in another notation is no name: some resolvers would read it as the address it stands for.
 */
export function hostNameOf(text: string): string | undefined {
  // Letters of other alphabets may become plain ones in lower case.
  if (!/^[\x21-\x7e]+$/.test(text)) return undefined;
  const name = text.replace(/\.$/, '').toLowerCase();
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const fits =
    name.length <= 253 &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) &&
    /[a-z]/.test(last) &&
    !/^0x[0-9a-f]*$/.test(last);
  return fits ? name : undefined;
}
