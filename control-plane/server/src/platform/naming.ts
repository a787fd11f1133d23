import { DefaultNamingStrategy } from 'typeorm';

/** Columns in snake_case from the property's name, so that entities need not say each name twice. */
export class LedgerNaming extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return given ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
