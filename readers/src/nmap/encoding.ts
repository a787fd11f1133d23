import type { Encoding } from '../xml/markup';

/**
 * The encoding that an XML declaration names; null for one that is not read here. nmap has only ever written
 * ASCII under one of these names. None declared is UTF-8 (XML 1.0, 4.3.3).
 */
export function declaredEncoding(declaration: string): Encoding | null {
  const name = /\bencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1]?.toLowerCase();
  if (name === undefined || name === 'utf-8' || name === 'us-ascii' || name === 'ascii') return 'utf8';
  return name === 'iso-8859-1' || name === 'latin1' ? 'latin1' : null;
}
